package dev.netkit.discovery.command;

import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.dnssd.FoundService;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.AddressText;
import dev.netkit.discovery.FoundBeacon;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody who was found, as it is shown.
 *
 * @param via how: {@value #BROADCAST} or {@value #DNS_SD}
 * @param isFresh of who was asked by broadcast: whether it answered this very question
 * @param roundTrip of who was asked by broadcast
 */
record Answer(
        InetSocketAddress address,
        String name,
        ServiceType service,
        String via,
        Optional<Boolean> isFresh,
        Optional<Duration> roundTrip) {
    static final String BROADCAST = "broadcast";
    static final String DNS_SD = "dns-sd";

    private static final double NANOS_A_MILLISECOND = 1e6;

    static Answer of(FoundBeacon beacon) {
        return new Answer(
                beacon.address(),
                beacon.name(),
                ServiceType.BEACON,
                BROADCAST,
                Optional.of(beacon.isFresh()),
                Optional.of(beacon.roundTrip()));
    }

    static Answer of(FoundService service) {
        return new Answer(
                service.address(), service.name(), service.type(), DNS_SD, Optional.empty(), Optional.empty());
    }

    JsonLine json() {
        JsonLine line = JsonLine.empty()
                .with("address", host())
                .with("port", address.getPort())
                .with("name", name)
                .with("service", service.word())
                .with("via", via);
        isFresh.ifPresent(fresh -> line.with("fresh", fresh));
        millis().ifPresent(millis -> line.with("rttMillis", Math.round(millis * 10) / 10.0));
        return line;
    }

    /** Columns for a person. */
    String columns() {
        String time = millis().map(millis -> String.format(Locale.ROOT, "  %.1f ms", millis))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%-15s  %5d  %-8s  %-20s  %s%s%s",
                host(),
                address.getPort(),
                service.word(),
                SafeText.word(name),
                via,
                isFresh.orElse(true) ? "" : " (unproven)",
                time);
    }

    /** Tabs for a program. */
    String tabs() {
        return String.join(
                "\t", host(), SafeText.escapeExactly(name), service.word(), String.valueOf(address.getPort()), via);
    }

    private String host() {
        return AddressText.of(address.getAddress());
    }

    private Optional<Double> millis() {
        return roundTrip.map(time -> time.toNanos() / NANOS_A_MILLISECOND);
    }
}
