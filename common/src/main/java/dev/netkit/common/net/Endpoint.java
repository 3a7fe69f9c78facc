package dev.netkit.common.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * A host, by name or address, and a port (0 to 65535) as a person writes them: {@code host}, {@code host:9090}, {@code
 * 192.0.2.1:9090}, {@code [2001:db8::1]:9090}, {@code ::1}.
 */
public record Endpoint(String host, int port) {
    public static final int MAX_PORT = 65_535;

    public Endpoint {
        if (host.isBlank()) {
            throw new IllegalArgumentException("no host");
        }
        checkPort(port);
    }

    /**
     * Reads {@code HOST[:PORT]}; brackets are needed only around an IPv6 address that a port follows.
     *
     * @throws IllegalArgumentException with a reason for people, if the text is no endpoint
     */
    public static Endpoint parse(String text, int defaultPort) {
        String trimmed = text.trim();
        if (trimmed.contains("://")) {
            throw new IllegalArgumentException("'" + trimmed + "' is a web address, and HOST[:PORT] is wanted");
        }
        if (trimmed.startsWith("[")) {
            return parseBracketed(trimmed, defaultPort);
        }
        int colon = trimmed.indexOf(':');
        boolean bareIpv6 = colon != trimmed.lastIndexOf(':');
        if (colon < 0 || bareIpv6) {
            return new Endpoint(trimmed, defaultPort);
        }
        return new Endpoint(trimmed.substring(0, colon), parsePort(trimmed.substring(colon + 1)));
    }

    /** Whether a port stands in the text, which is an endpoint. */
    public static boolean namesPort(String text) {
        return parse(text, 0).equals(parse(text, 1));
    }

    private static Endpoint parseBracketed(String text, int defaultPort) {
        int close = text.indexOf(']');
        if (close < 0) {
            throw new IllegalArgumentException("'" + text + "' lacks a closing ]");
        }
        String host = text.substring(1, close);
        String rest = text.substring(close + 1);
        if (rest.isEmpty()) {
            return new Endpoint(host, defaultPort);
        }
        if (!rest.startsWith(":")) {
            throw new IllegalArgumentException("'" + text + "' has no : after ]");
        }
        return new Endpoint(host, parsePort(rest.substring(1)));
    }

    /** A port from 0 to {@value #MAX_PORT}, written in decimal digits. */
    public static int parsePort(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || text.length() > 5) {
            throw new IllegalArgumentException("'" + text + "' is not a port (0 to " + MAX_PORT + ")");
        }
        return checkPort(Integer.parseInt(text));
    }

    /** The port, if it is one. */
    public static int checkPort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to " + MAX_PORT);
        }
        return port;
    }

    public static Endpoint of(InetSocketAddress address) {
        return new Endpoint(AddressText.of(address.getAddress()), address.getPort());
    }

    /** Every address of the host, in the resolver's order; blocks while the name is looked up. */
    public List<InetSocketAddress> resolve() throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host)).stream()
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    @Override
    public String toString() {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }
}
