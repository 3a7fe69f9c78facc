package dev.netkit.discovery.scan;

import dev.netkit.common.net.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** TCP ports to look at, in ascending order. */
public record Ports(List<Integer> numbers) {
    /** Where netkit's own services are, unless told otherwise. */
    public static final Ports NETKIT = new Ports(List.of(5000, 7777, 9090, 9091, 9092, 9093));

    /** More would be another kind of program. */
    static final int MOST = 1024;

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("ftp", 21),
            Map.entry("ssh", 22),
            Map.entry("telnet", 23),
            Map.entry("smtp", 25),
            Map.entry("domain", 53),
            Map.entry("http", 80),
            Map.entry("pop3", 110),
            Map.entry("imap", 143),
            Map.entry("https", 443),
            Map.entry("smb", 445),
            Map.entry("ipp", 631),
            Map.entry("mysql", 3306),
            Map.entry("rdp", 3389),
            Map.entry("postgresql", 5432),
            Map.entry("vnc", 5900),
            Map.entry("http-alt", 8080));

    public Ports {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty() || numbers.size() > MOST) {
            throw new IllegalArgumentException("a scan looks at 1 to " + MOST + " ports, not " + numbers.size());
        }
    }

    /**
     * Reads {@code 22,80,9000-9010,http}; {@code netkit} stands for its own.
     *
     * @throws IllegalArgumentException with a reason for people, if the text is no list of ports
     */
    public static Ports parse(String text) {
        TreeSet<Integer> ports = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            add(ports, part.trim());
        }
        return new Ports(List.copyOf(ports));
    }

    /** Those, and one more. */
    public Ports with(int port) {
        TreeSet<Integer> ports = new TreeSet<>(numbers);
        ports.add(port);
        return new Ports(List.copyOf(ports));
    }

    private static void add(TreeSet<Integer> ports, String part) {
        if (part.equals("netkit")) {
            ports.addAll(NETKIT.numbers);
        } else if (NAMES.containsKey(part)) {
            ports.add(NAMES.get(part));
        } else {
            int hyphen = part.indexOf('-');
            int first = port(hyphen < 0 ? part : part.substring(0, hyphen));
            int last = port(part.substring(hyphen + 1));
            if (last < first) {
                throw new IllegalArgumentException("'" + part + "' ends before it begins");
            }
            for (int port = first; port <= last; port++) {
                ports.add(port);
            }
        }
    }

    private static int port(String text) {
        int port = Endpoint.parsePort(text);
        if (port == 0) {
            throw new IllegalArgumentException("nothing listens on port 0");
        }
        return port;
    }
}
