package dev.netkit.discovery.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The two files in which a system says whom to ask for names (resolv.conf), and which it knows itself (hosts). */
record ResolverFiles(Path resolvConf, Path hosts) {
    static final ResolverFiles OF_SYSTEM = new ResolverFiles(Path.of("/etc/resolv.conf"), Path.of("/etc/hosts"));

    private static final int DNS_PORT = 53;

    /** More are not asked by any system. */
    private static final int MOST_SERVERS = 3;

    private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F.:]*[.:][0-9a-fA-F.:]*(?:%\\w+)?");

    /** The name servers in the order in which they are asked; none if the file is not there. */
    List<InetSocketAddress> servers() {
        return lines(resolvConf)
                .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                .flatMap(words -> address(words[1]).stream())
                .map(address -> new InetSocketAddress(address, DNS_PORT))
                .limit(MOST_SERVERS)
                .toList();
    }

    /** The first name of each address. */
    Map<InetAddress, String> names() {
        Map<InetAddress, String> names = new HashMap<>();
        lines(hosts)
                .filter(words -> words.length > 1)
                .forEach(words -> address(words[0]).ifPresent(address -> names.putIfAbsent(address, words[1])));
        return names;
    }

    private static Stream<String[]> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8) // a comment may be in another encoding
                    .lines()
                    .map(line -> line.replaceFirst("[#;].*", "").trim())
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.split("\\s+"));
        } catch (IOException e) {
            return Stream.empty(); // another kind of system
        }
    }

    /** Empty for what is no address; nothing is looked up. */
    private static Optional<InetAddress> address(String text) {
        try {
            return NUMERIC.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
