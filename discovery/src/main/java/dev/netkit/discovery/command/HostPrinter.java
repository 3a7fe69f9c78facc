package dev.netkit.discovery.command;

import dev.netkit.common.cli.Console;
import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.HostReport;
import dev.netkit.discovery.scan.PortState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Prints hosts as they become known, and counts what a summary tells; for one thread. */
final class HostPrinter implements Consumer<HostReport> {
    /** Where lines go. */
    @FunctionalInterface
    private interface Lines {
        void print(String line) throws IOException;
    }

    private final Lines lines;
    private final ScanFormat format;
    private final boolean all;
    private final List<HostReport> found = new ArrayList<>();
    private final Map<MacAddress, Integer> addressesByMac = new HashMap<>();
    private int openPorts;

    /** @param all whether absent addresses are shown, too */
    HostPrinter(Console console, ScanFormat format, boolean all) {
        this(console::print, format, all);
    }

    private HostPrinter(Lines lines, ScanFormat format, boolean all) {
        this.lines = lines;
        this.format = format;
        this.all = all;
    }

    /** One that counts only. */
    static HostPrinter silent() {
        return new HostPrinter(line -> {}, ScanFormat.plain, false);
    }

    void printHead() throws IOException {
        if (format.head().isPresent()) {
            lines.print(format.head().get());
        }
    }

    @Override
    public void accept(HostReport host) {
        count(host);
        if (isShown(host)) {
            try {
                lines.print(format.line(host));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void count(HostReport host) {
        openPorts += (int) host.ports().stream()
                .filter(port -> port.state() == PortState.OPEN)
                .count();
        host.mac().ifPresent(mac -> addressesByMac.merge(mac, 1, Integer::sum));
        switch (host.presence()) {
            case UP, REMEMBERED -> found.add(host);
            case ABSENT -> {}
        }
    }

    private boolean isShown(HostReport host) {
        return switch (host.presence()) {
            case UP -> true;
            case REMEMBERED -> format != ScanFormat.plain;
            case ABSENT -> all && format != ScanFormat.plain;
        };
    }

    /** Those that are up or remembered, in the order in which they were found. */
    List<HostReport> found() {
        return List.copyOf(found);
    }

    int openPorts() {
        return openPorts;
    }

    /** The most addresses that one card has. */
    int mostOfOneCard() {
        return addressesByMac.values().stream().max(Integer::compare).orElse(0);
    }
}
