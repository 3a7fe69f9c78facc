package dev.netkit.chat.command;

import dev.netkit.chat.client.dialect.DialectName;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Dialects by their lower-case names, with hyphens. */
public final class DialectConverter implements ITypeConverter<DialectName> {
    @Override
    public DialectName convert(String text) {
        return Arrays.stream(DialectName.values())
                .filter(dialect -> word(dialect).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(DialectName.values())
                                .map(DialectConverter::word)
                                .collect(Collectors.joining(", "))));
    }

    private static String word(DialectName dialect) {
        return dialect.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
