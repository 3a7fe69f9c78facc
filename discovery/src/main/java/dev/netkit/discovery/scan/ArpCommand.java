package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table that macOS, the BSDs and Windows show by their {@code arp} command, which is run now and then. */
final class ArpCommand implements Neighbours {
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final String OCTET = "[0-9a-fA-F]{1,2}";

    /** {@code ? (10.0.0.7) at 0:1a:2b:3c:4d:5e on en0 …}, or {@code 10.0.0.7  00-1a-2b-3c-4d-5e  dynamic}. */
    private static final Pattern ENTRY = Pattern.compile(
            "(?:\\S+ \\()?(\\d{1,3}(?:\\.\\d{1,3}){3})\\)?(?: at)?\\s+(" + OCTET + "(?:[:-]" + OCTET + "){5})\\s(.*)");

    private final List<String> command;
    private Map<InetAddress, MacAddress> last = Map.of();
    private long next = System.nanoTime();

    private ArpCommand(List<String> command) {
        this.command = command;
    }

    /** That of this system; empty if it is not one of those. */
    static Optional<Neighbours> ofMachine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return Optional.of(new ArpCommand(List.of("arp", "-a")));
        }
        boolean isBsd = system.startsWith("mac") || system.endsWith("bsd");
        return isBsd ? Optional.of(new ArpCommand(List.of("arp", "-an"))) : Optional.empty();
    }

    @Override
    public Map<InetAddress, MacAddress> valid() throws IOException {
        if (System.nanoTime() - next >= 0) {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            last = parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
            next = System.nanoTime() + PAUSE.toNanos();
        }
        return last;
    }

    /** The complete entries; everything else, headings in any language among it, is passed over. */
    static Map<InetAddress, MacAddress> parse(String text) {
        Map<InetAddress, MacAddress> valid = new HashMap<>();
        text.lines()
                .map(line -> ENTRY.matcher(line.strip() + " "))
                .filter(Matcher::matches)
                .forEach(entry -> hardware(entry.group(2))
                        .ifPresent(mac -> valid.put(AddressRange.address(entry.group(1)), mac)));
        return valid;
    }

    /** Empty for what belongs to a group or to everybody. */
    private static Optional<MacAddress> hardware(String text) {
        try {
            return Optional.of(MacAddress.parse(text.replace('-', ':').replaceAll("\\b(?=[0-9a-fA-F](:|$))", "0")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
