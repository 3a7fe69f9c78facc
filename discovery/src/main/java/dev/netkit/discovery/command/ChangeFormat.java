package dev.netkit.discovery.command;

import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.net.AddressText;
import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.Change;
import dev.netkit.discovery.scan.PortState;
import dev.netkit.discovery.scan.Sighting;
import java.util.List;
import java.util.stream.Collectors;

/** How a change is shown, as text and as JSON. */
final class ChangeFormat {
    /** What happened, in a word, in a sentence's end, and as a port's number and states. */
    private record Words(String kind, String rest) {}

    private ChangeFormat() {}

    static String text(Change change) {
        Sighting host = change.host();
        Words words = words(change);
        String columns = String.format(
                "%-5s  %-15s  %-17s  %-20s  %s",
                words.kind(),
                AddressText.of(host.address()),
                host.mac().map(MacAddress::toString).orElse(""),
                host.name().map(SafeText::word).orElse(""),
                words.rest());
        return columns.stripTrailing();
    }

    private static Words words(Change change) {
        if (change instanceof Change.Up up) {
            return new Words("up", openPorts(up.host()));
        }
        if (change instanceof Change.Moved moved) {
            return new Words("moved", "was " + AddressText.of(moved.from()));
        }
        if (change instanceof Change.Port port) {
            return new Words(
                    "port",
                    port.port() + " " + port.now().word() + ", was "
                            + port.before().word());
        }
        return new Words("down", "");
    }

    private static String openPorts(Sighting host) {
        return host.ports().entrySet().stream()
                .filter(port -> port.getValue() == PortState.OPEN)
                .map(port -> port.getKey() + " open")
                .collect(Collectors.joining(", "));
    }

    /** Adds what there is to tell to an object that may already tell of the time. */
    static JsonLine json(JsonLine line, Change change) {
        Sighting host = change.host();
        line.with("event", words(change).kind()).with("address", AddressText.of(host.address()));
        host.mac().ifPresent(mac -> line.with("mac", mac));
        host.name().ifPresent(name -> line.with("name", name));
        if (change instanceof Change.Up) {
            line.with("ports", ports(host));
        } else if (change instanceof Change.Moved moved) {
            line.with("from", AddressText.of(moved.from()));
        } else if (change instanceof Change.Port port) {
            line.with("port", port.port())
                    .with("state", port.now().word())
                    .with("was", port.before().word());
        }
        return line;
    }

    private static List<JsonLine> ports(Sighting host) {
        return host.ports().entrySet().stream()
                .map(port -> JsonLine.empty()
                        .with("port", port.getKey())
                        .with("state", port.getValue().word()))
                .toList();
    }
}
