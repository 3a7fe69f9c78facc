package dev.netkit.discovery.command;

import dev.netkit.common.dnssd.ServiceType;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Services by the words that output has for them. */
final class ServiceTypeConverter implements ITypeConverter<ServiceType> {
    @Override
    public ServiceType convert(String word) {
        return ServiceType.ofWord(word)
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is none of "
                        + Arrays.stream(ServiceType.values())
                                .map(ServiceType::word)
                                .collect(Collectors.joining(", "))));
    }
}
