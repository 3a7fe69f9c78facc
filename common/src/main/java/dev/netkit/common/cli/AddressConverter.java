package dev.netkit.common.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Addresses to listen on, by number or name, IPv6 with or without brackets. */
public final class AddressConverter implements ITypeConverter<InetAddress> {
    private static final String ALL = "all";

    @Override
    public InetAddress convert(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static InetAddress parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("'" + text + "' is no address"); // to the resolver it is loopback
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is no known address");
        }
    }

    /** Like the converter, but the word "all" is no address in particular: null, as an option that was not given. */
    static InetAddress parseOrAll(String text) {
        return text.equals(ALL) ? null : parse(text);
    }
}
