package dev.netkit.discovery.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.common.message.MessageException;
import dev.netkit.common.message.RecordCodec;
import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.AddressLiteral;
import dev.netkit.discovery.scan.PortState;
import dev.netkit.discovery.scan.Presence;
import dev.netkit.discovery.scan.Sighting;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads again what {@code netkit scan --json} wrote. */
final class ScanOutput {
    private static final RecordCodec<Line> CODEC = RecordCodec.of(Line.class);

    /** One line. The evidence is not compared, but whatever has none is no scan's output. */
    record Line(
            String address,
            Optional<Boolean> up,
            String evidence,
            Optional<String> mac,
            Optional<String> name,
            List<Port> ports) {
        Sighting sighting() {
            return new Sighting(AddressLiteral.parse(address), presence(), mac.map(MacAddress::parse), name, states());
        }

        private Presence presence() {
            return up.map(is -> is ? Presence.UP : Presence.ABSENT).orElse(Presence.REMEMBERED);
        }

        private SortedMap<Integer, PortState> states() {
            SortedMap<Integer, PortState> states = new TreeMap<>();
            ports.forEach(port -> states.put(port.port(), parseState(port.state())));
            return states;
        }
    }

    /** What a line says of one port. */
    record Port(int port, String state) {}

    /** The text is no scan's output; {@code line} counts from 1. */
    static final class NoScanException extends IOException {
        private static final long serialVersionUID = 1L;

        NoScanException(String file, int line, Exception cause) {
            super(file + ": line " + line + " is not what 'netkit scan --json' prints: " + cause.getMessage(), cause);
        }
    }

    private ScanOutput() {}

    /** Blocks until all is read; {@code name} is what an error calls it. */
    static List<Sighting> read(String name, BufferedReader lines) throws IOException {
        List<Sighting> sightings = new ArrayList<>();
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            sightings.add(parse(name, number++, line));
        }
        return sightings;
    }

    private static Sighting parse(String name, int number, String line) throws NoScanException {
        try {
            return CODEC.decode(line.getBytes(UTF_8)).sighting();
        } catch (MessageException | IllegalArgumentException e) {
            throw new NoScanException(name, number, e);
        }
    }

    private static PortState parseState(String word) {
        return Arrays.stream(PortState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no port is '" + word + "'"));
    }
}
