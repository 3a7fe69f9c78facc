package dev.netkit.common.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fields whose values a trace does not show, as whoever reads it could do with them what their owner can. It works on the
 * text, because what is no message is traced as well, and is to look as it came.
 */
public final class HiddenFields {
    /** Everything is shown. */
    public static final HiddenFields NONE = new HiddenFields(Pattern.compile("(?!)"));

    private static final String REPLACEMENT = "$1\"(hidden)\"";

    private final Pattern pattern;

    private HiddenFields(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Fields of these names, wherever they stand, where their value is text; text that breaks off is hidden as well. */
    public static HiddenFields of(String... names) {
        String any = Stream.of(names).map(Pattern::quote).collect(Collectors.joining("|"));
        return new HiddenFields(Pattern.compile("(?s)(\"(?:" + any + ")\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*+\"?"));
    }

    /** The payload without the values; the same array if there are none. */
    public byte[] hide(byte[] json) {
        String text = new String(json, ISO_8859_1); // a byte is a character, whatever they mean
        String shown = pattern.matcher(text).replaceAll(REPLACEMENT);
        return shown.equals(text) ? json : shown.getBytes(ISO_8859_1);
    }
}
