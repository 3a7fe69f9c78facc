package dev.netkit.discovery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Hardware addresses and names, one pair a line, as ethers(5) has them; {@code #} begins a comment. */
public record EthersFile(Path file) {
    /** Where systems keep it. */
    public static final Path USUAL = Path.of("/etc/ethers");

    /** The address that stands before that name; lines that are something else are passed over. */
    public Optional<MacAddress> address(String name) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
            return lines.map(line -> line.replaceFirst("#.*", "").strip().split("\\s+"))
                    .filter(words -> words.length == 2 && words[1].equalsIgnoreCase(name))
                    .flatMap(words -> address(words).stream())
                    .findFirst();
        }
    }

    private static Optional<MacAddress> address(String... words) {
        try {
            return Optional.of(MacAddress.parse(padded(words[0])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Leading zeroes may be left out there: {@code 0:1a:2b:3:4d:5e}. */
    private static String padded(String address) {
        return address.replaceAll("\\b([0-9A-Fa-f])(?=:|$)", "0$1");
    }
}
