package dev.netkit.discovery.command;

import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.net.AddressText;
import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.HostReport;
import dev.netkit.discovery.scan.HostReport.PortReport;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How hosts are shown. */
enum ScanFormat {
    table {
        @Override
        String line(HostReport host) {
            String columns = String.format(
                    "%-15s  %-10s  %-17s  %s",
                    address(host), host.evidence().word(), mac(host), ports(host, " ", ", "));
            return columns.stripTrailing();
        }
    },
    plain {
        @Override
        String line(HostReport host) {
            return address(host);
        }
    },
    csv {
        @Override
        Optional<String> head() {
            return Optional.of("address,presence,evidence,mac,rttMillis,ports");
        }

        @Override
        String line(HostReport host) {
            String presence = host.presence().name().toLowerCase(Locale.ROOT);
            String millis = host.roundTrip()
                    .map(ScanFormat::millis)
                    .map(Object::toString)
                    .orElse("");
            return String.join(
                    ",", address(host), presence, host.evidence().word(), mac(host), millis, ports(host, ":", " "));
        }
    },
    json {
        @Override
        String line(HostReport host) {
            JsonLine line = JsonLine.empty()
                    .with("address", address(host))
                    .with("up", up(host))
                    .with("evidence", host.evidence().word());
            host.mac().ifPresent(mac -> line.with("mac", mac));
            host.roundTrip().ifPresent(time -> line.with("rttMillis", millis(time)));
            return line.with(
                            "ports", host.ports().stream().map(ScanFormat::json).toList())
                    .toString();
        }
    };

    private static final double NANOS_A_MILLISECOND = 1e6;

    /** The first line, where there is one. */
    Optional<String> head() {
        return Optional.empty();
    }

    abstract String line(HostReport host);

    private static String address(HostReport host) {
        return AddressText.of(host.address());
    }

    private static String mac(HostReport host) {
        return host.mac().map(MacAddress::toString).orElse("");
    }

    private static String ports(HostReport host, String inside, String between) {
        return host.ports().stream()
                .map(port -> port.port() + inside + port.state().word())
                .collect(Collectors.joining(between));
    }

    private static JsonLine json(PortReport port) {
        return JsonLine.empty()
                .with("port", port.port())
                .with("state", port.state().word())
                .with("evidence", port.state().evidence().word());
    }

    /** Null where it cannot be known. */
    private static Boolean up(HostReport host) {
        return switch (host.presence()) {
            case UP -> true;
            case REMEMBERED -> null;
            case ABSENT -> false;
        };
    }

    private static double millis(Duration time) {
        return Math.round(time.toNanos() / NANOS_A_MILLISECOND * 10) / 10.0;
    }
}
