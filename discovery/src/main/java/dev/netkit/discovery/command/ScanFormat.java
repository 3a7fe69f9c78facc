package dev.netkit.discovery.command;

import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.net.AddressText;
import dev.netkit.discovery.scan.Handshake;
import dev.netkit.discovery.scan.HostReport;
import dev.netkit.discovery.scan.HostReport.PortReport;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How hosts are shown. */
enum ScanFormat {
    table {
        @Override
        String line(HostReport host) {
            String columns = String.format(
                    "%-15s  %-14s  %-17s  %-20s  %s",
                    address(host),
                    host.evidence().word()
                            + host.age().map(age -> " " + age.toSeconds() + "s").orElse(""),
                    text(host.mac()),
                    host.name().map(SafeText::word).orElse(""),
                    Stream.concat(host.ports().stream().map(ScanFormat::words), handshake(host))
                            .collect(Collectors.joining(", ")));
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
            return Optional.of("address,presence,evidence,ageSeconds,mac,name,rttMillis,ports,banners,handshake,fresh");
        }

        @Override
        String line(HostReport host) {
            return Stream.of(
                            address(host),
                            host.presence().name().toLowerCase(Locale.ROOT),
                            host.evidence().word(),
                            text(host.age().map(Duration::toSeconds)),
                            text(host.mac()),
                            text(host.name().map(SafeText::escapeExactly)),
                            text(host.roundTrip().map(ScanFormat::millis)),
                            ports(host, port -> Optional.of(port.state().word())),
                            ports(host, port -> port.banner().map(SafeText::quote)),
                            text(host.handshake().map(Handshake::userID).map(SafeText::escapeExactly)),
                            text(host.handshake().map(Handshake::isFresh)))
                    .map(ScanFormat::field)
                    .collect(Collectors.joining(","));
        }
    },
    json {
        @Override
        String line(HostReport host) {
            JsonLine line = JsonLine.empty()
                    .with("address", address(host))
                    .with("up", up(host))
                    .with("evidence", host.evidence().word());
            host.age().ifPresent(age -> line.with("ageSeconds", age.toSeconds()));
            host.mac().ifPresent(mac -> line.with("mac", mac));
            host.name().ifPresent(name -> line.with("name", name));
            host.roundTrip().ifPresent(time -> line.with("rttMillis", millis(time)));
            line.with("ports", host.ports().stream().map(ScanFormat::json).toList());
            host.handshake()
                    .ifPresent(handshake -> line.with(
                            "handshake",
                            JsonLine.empty().with("userID", handshake.userID()).with("fresh", handshake.isFresh())));
            return line.toString();
        }
    };

    private static final Pattern FORMULA = Pattern.compile("(^|;)([=+@-])");
    private static final double NANOS_A_MILLISECOND = 1e6;

    /** The first line, where there is one. */
    Optional<String> head() {
        return Optional.empty();
    }

    abstract String line(HostReport host);

    private static String address(HostReport host) {
        return AddressText.of(host.address());
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String words(PortReport port) {
        String banner = port.banner().map(text -> " " + SafeText.quote(text)).orElse("");
        return port.port() + " " + port.state().word() + banner;
    }

    private static Stream<String> handshake(HostReport host) {
        return host.handshake().stream()
                .map(one -> "is " + SafeText.word(one.userID()) + (one.isFresh() ? "" : " (unproven)"));
    }

    private static String ports(HostReport host, Function<PortReport, Optional<String>> what) {
        return host.ports().stream()
                .flatMap(port -> what.apply(port).stream().map(text -> port.port() + ":" + text))
                .collect(Collectors.joining(" "));
    }

    /** RFC 4180; a spreadsheet shall calculate nothing, whether its fields end with commas or semicolons. */
    private static String field(String text) {
        String safe = FORMULA.matcher(text)
                .replaceAll(begin ->
                        String.format("$1\\\\x%02x", (int) begin.group(2).charAt(0)));
        return safe.indexOf(',') < 0 && safe.indexOf('"') < 0 ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static JsonLine json(PortReport port) {
        JsonLine line = JsonLine.empty()
                .with("port", port.port())
                .with("state", port.state().word())
                .with("evidence", port.evidence().word());
        port.banner().ifPresent(banner -> line.with("banner", banner));
        return line;
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
