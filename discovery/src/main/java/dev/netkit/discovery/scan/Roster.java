package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All hosts of a scan that were not reported yet, and how many were; for one thread. */
final class Roster {
    /** How long a host whose ports are known waits for its name. */
    static final Duration NAME_PATIENCE = Duration.ofMillis(250);

    private final int until;
    private final Consumer<HostReport> listener;
    private final Map<InetAddress, HostProbe> hosts = new LinkedHashMap<>();
    private final Set<InetAddress> unresolved = new LinkedHashSet<>();
    private final Set<HostProbe> remembered = new LinkedHashSet<>();
    private final Map<HostProbe, Long> nameless = new LinkedHashMap<>();
    private int up;
    private int cached;
    private int absent;

    /** @param onLink which of the addresses are asked for by ARP */
    Roster(ScanConfig config, Consumer<HostReport> listener, Predicate<InetAddress> onLink) {
        this.until = config.until();
        this.listener = listener;
        for (InetAddress address : config.addresses()) {
            hosts.put(address, new HostProbe(address));
            if (onLink.test(address)) {
                unresolved.add(address);
            }
        }
    }

    List<HostProbe> all() {
        return List.copyOf(hosts.values());
    }

    Optional<HostProbe> host(InetAddress address) {
        return Optional.ofNullable(hosts.get(address));
    }

    Set<InetAddress> unresolved() {
        return unresolved;
    }

    boolean isUnresolved(InetAddress address) {
        return unresolved.contains(address);
    }

    /** Whether somebody was to be asked by ARP at all; before the run. */
    boolean isAskedByArp() {
        return !unresolved.isEmpty();
    }

    boolean isAllResolved() {
        return unresolved.isEmpty();
    }

    void resolved(HostProbe host) {
        unresolved.remove(host.address());
    }

    /** The kernel knew it before anybody asked. */
    void remember(HostProbe host, MacAddress mac) {
        host.remembered(mac);
        remembered.add(host);
    }

    /** Those whose entries have gone from the neighbour table are not remembered any more. */
    void forgetAllBut(Set<InetAddress> valid) {
        remembered.stream()
                .filter(host -> !valid.contains(host.address()))
                .toList()
                .forEach(this::forget);
    }

    private void forget(HostProbe host) {
        host.forgotten();
        remembered.remove(host);
    }

    boolean isEnough() {
        return up >= until;
    }

    boolean isNameAwaited() {
        return !nameless.isEmpty();
    }

    /** Reports the host if nothing more can be known, or lets it wait for its name. */
    void reportIfComplete(HostProbe host, long now) {
        if (!host.isComplete()) {
            return;
        }
        if (host.isNameAwaited()) {
            nameless.putIfAbsent(host, now + NAME_PATIENCE.toNanos());
        } else {
            report(host);
        }
    }

    /** Reports those that have waited long enough for their names, or all of them. */
    void reportNameless(long now, boolean all) {
        for (Map.Entry<HostProbe, Long> entry : List.copyOf(nameless.entrySet())) {
            if (all || now - entry.getValue() >= 0) {
                report(entry.getKey());
            }
        }
    }

    /** Says how old is what is only remembered. */
    void age(NeighbourAges ages) {
        List<HostProbe> old =
                hosts.values().stream().filter(HostProbe::isRemembered).toList();
        Map<InetAddress, Duration> known = old.isEmpty() ? Map.of() : ages.known();
        old.forEach(host -> Optional.ofNullable(known.get(host.address())).ifPresent(host::aged));
    }

    void report(HostProbe host) {
        nameless.remove(host);
        if (isEnough() || hosts.remove(host.address()) == null) {
            return;
        }
        unresolved.remove(host.address());
        HostReport report = host.report();
        switch (report.presence()) {
            case UP -> up++;
            case REMEMBERED -> cached++;
            case ABSENT -> absent++;
        }
        listener.accept(report);
    }

    Scan.Summary summary() {
        return new Scan.Summary(up, cached, absent);
    }
}
