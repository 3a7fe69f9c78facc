package dev.netkit.common.cli;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import java.net.InetAddress;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where to listen, as {@code [ADDR:]PORT}; without an address on loopback. */
public final class LocalAddressConverter implements ITypeConverter<ListenAddress> {
    @Override
    public ListenAddress convert(String text) {
        try {
            return text.matches("\\d+") ? ListenAddress.loopback(Endpoint.parsePort(text)) : withAddress(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static ListenAddress withAddress(String text) {
        if (!Endpoint.namesPort(text)) {
            throw new IllegalArgumentException("'" + text + "' has no port, as in 9464 or 10.0.0.1:9464");
        }
        Endpoint endpoint = Endpoint.parse(text, 0);
        InetAddress address = new AddressConverter().convert(endpoint.host());
        return new ListenAddress(Optional.of(address), endpoint.port(), false);
    }
}
