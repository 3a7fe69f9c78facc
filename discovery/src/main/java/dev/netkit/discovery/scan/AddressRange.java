package dev.netkit.discovery.scan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** IPv4 addresses from {@code first} to {@code last}, both of them included, as unsigned numbers of 32 bits. */
public record AddressRange(long first, long last) {
    private static final int BITS = 32;
    private static final long LAST_OF_ALL = (1L << BITS) - 1;

    /** From this length on, all addresses of a network are those of hosts (RFC 3021). */
    private static final int POINT_TO_POINT = 31;

    private static final String QUAD = "(\\d{1,3}(?:\\.\\d{1,3}){3})";
    private static final Pattern FORM = Pattern.compile(QUAD + "(?:/(\\d{1,2})|-(\\d{1,3})|-" + QUAD + ")?");

    public AddressRange {
        if (first < 0 || last > LAST_OF_ALL || first > last) {
            throw new IllegalArgumentException("a range goes from a lower address to a higher one");
        }
    }

    /**
     * Reads {@code 10.0.0.5}, {@code 10.0.0.0/24}, {@code 10.0.0.5-40} and {@code 10.0.0.5-10.0.1.40}.
     *
     * @throws IllegalArgumentException with a reason for people, if the text is no such range
     */
    public static AddressRange parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an address, a network such as 10.0.0.0/24, or a range such as 10.0.0.5-40");
        }
        long first = number(matcher.group(1), text);
        if (matcher.group(2) != null) {
            return ofNetwork(first, Integer.parseInt(matcher.group(2)), text);
        }
        return upTo(first, last(matcher, first, text), text);
    }

    private static long last(Matcher matcher, long first, String text) {
        if (matcher.group(3) != null) {
            return first & ~0xFFL | octet(matcher.group(3), text);
        }
        return matcher.group(4) != null ? number(matcher.group(4), text) : first;
    }

    private static AddressRange upTo(long first, long last, String text) {
        if (last < first) {
            throw new IllegalArgumentException("'" + text + "' ends before it begins");
        }
        return new AddressRange(first, last);
    }

    private static AddressRange ofNetwork(long address, int length, String text) {
        if (length > BITS) {
            throw new IllegalArgumentException("'" + text + "' has a prefix of more than 32 bits");
        }
        return ofNetwork(address, length);
    }

    /** The hosts of the network that an address is in, without the network's own address and its broadcast address. */
    static AddressRange ofNetwork(long address, int length) {
        long hosts = LAST_OF_ALL >>> length;
        long first = address & ~hosts;
        return length >= POINT_TO_POINT
                ? new AddressRange(first, first | hosts)
                : new AddressRange(first + 1, (first | hosts) - 1);
    }

    /** Whether that IPv4 address is one of them. */
    boolean contains(InetAddress address) {
        long number = number(address);
        return number >= first && number <= last;
    }

    private static long number(String quad, String text) {
        long number = 0;
        for (String octet : quad.split("\\.")) {
            number = number << Byte.SIZE | octet(octet, text);
        }
        return number;
    }

    private static int octet(String digits, String text) {
        int octet = Integer.parseInt(digits);
        if (octet > 0xFF || digits.length() > 1 && digits.startsWith("0")) { // to some programs 010 is 8
            throw new IllegalArgumentException("'" + text + "' has a part that is not 0 to 255");
        }
        return octet;
    }

    /** One address in dotted decimal; nothing is looked up. */
    static InetAddress address(String quad) {
        return address(number(quad, quad));
    }

    static long number(InetAddress ipv4) {
        long number = 0;
        for (byte octet : ipv4.getAddress()) {
            number = number << Byte.SIZE | octet & 0xFF;
        }
        return number;
    }

    public long size() {
        return last - first + 1;
    }

    public Stream<InetAddress> addresses() {
        return LongStream.rangeClosed(first, last).mapToObj(AddressRange::address);
    }

    static InetAddress address(long number) {
        byte[] octets = {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number};
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
