package dev.netkit.discovery.command;

import dev.netkit.common.net.AddressText;
import dev.netkit.discovery.scan.HostReport;
import dev.netkit.discovery.scan.OwnNetworks;
import dev.netkit.discovery.scan.Presence;
import dev.netkit.discovery.scan.Scan;
import dev.netkit.discovery.scan.Surroundings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** What is said about a scan: how it went, and why it may have found so little. */
final class ScanWords {
    private static final int SUSPICIOUS = 4;

    private ScanWords() {}

    static String summary(Scan.Summary summary, int openPorts, Duration took) {
        String rest = summary.remembered() == 0 ? "" : summary.remembered() + " only remembered, ";
        return count(summary.up(), "host") + " up, " + rest + summary.absent() + " absent, "
                + count(openPorts, "open port") + ", in " + seconds(took);
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Lines about what is strange; none if nothing is. */
    static List<String> doubts(HostPrinter printer, Set<InetAddress> addresses, OwnNetworks own) {
        List<String> doubts = new ArrayList<>();
        List<HostReport> up = printer.found().stream()
                .filter(host -> host.presence() == Presence.UP)
                .toList();
        if (printer.mostOfOneCard() >= SUSPICIOUS && printer.mostOfOneCard() > up.size() / 2) {
            doubts.add("one card has " + printer.mostOfOneCard() + " of these addresses: it may answer for others");
        }
        boolean isOnLink = Scan.seesNeighbours() && addresses.stream().anyMatch(own::isOnLink);
        if (!isOnLink) {
            doubts.add("only by their ports: a host that answers on none of them is not found from here");
        }
        List<InetAddress> others = printer.found().stream()
                .map(HostReport::address)
                .filter(address -> !isOnLink || own.isOnLink(address))
                .toList();
        doubts.addAll(loneliness(others, isOnLink, () -> Surroundings.of(addresses)));
        return doubts;
    }

    /** Why nobody may have been found, or nobody but the router. */
    static List<String> loneliness(List<InetAddress> others, boolean isOnLink, Supplier<Surroundings> surroundings) {
        if (others.size() > 1 || others.size() == 1 && !isOnLink) {
            return List.of();
        }
        Surroundings around = surroundings.get();
        List<String> reasons = new ArrayList<>();
        if (others.size() == 1) {
            InetAddress only = others.get(0);
            if (around.routers().contains(only)) {
                reasons.add("only the router, " + AddressText.of(only)
                        + ": this network may keep its members apart (client isolation)");
            }
            return reasons;
        }
        if (isOnLink) {
            reasons.add("nobody on " + String.join(" and ", around.interfaces())
                    + ": another network than the one that is meant, or one that keeps its members apart?");
        }
        if (!around.tunnels().isEmpty()) {
            reasons.add(String.join(" and ", around.tunnels()) + " is a tunnel (VPN): it may have taken the way there");
        }
        if (System.getProperty("os.name").startsWith("Mac")) {
            reasons.add("System Settings, Privacy & Security, Local Network: this terminal needs to be allowed there");
        }
        return reasons;
    }
}
