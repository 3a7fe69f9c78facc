package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Looks at addresses, for one run on one thread. What is on this machine's own networks is asked for by ARP, which no
 * host refuses: an entry that becomes valid in the neighbour table is a host that is there now; one that was valid before
 * is not believed until the host itself says something. Everything else is found by its ports alone.
 */
public final class Scan {
    private static final Duration POLL = Duration.ofMillis(15);

    /** A host that has just told its hardware address answers at once, or never. */
    private static final Duration NEAR = Duration.ofMillis(300);

    private final ScanConfig config;
    private final Neighbours neighbours;
    private final Predicate<InetAddress> onLink;
    private final Map<InetAddress, HostProbe> hosts = new LinkedHashMap<>();
    private final Map<InetAddress, HostProbe> unresolved = new LinkedHashMap<>();
    private final Duration near;
    private Consumer<HostReport> listener = report -> {};
    private Sweep sweep;
    private Connects connects;
    private int up;
    private int remembered;
    private int absent;

    /** How many addresses there were of each kind; those that were not looked at any more are none of them. */
    public record Summary(int up, int remembered, int absent) {}

    /**
     * @param onLink which addresses the neighbours are those of; nothing is sent to them but an empty datagram and, once
     *     they are there, connects
     */
    public Scan(ScanConfig config, Neighbours neighbours, Predicate<InetAddress> onLink) {
        this.config = config;
        this.neighbours = neighbours;
        this.onLink = onLink;
        this.near = config.patience().compareTo(NEAR) < 0 ? config.patience() : NEAR;
    }

    /** A scan with this machine's own neighbour table, or without one where the system shows none. */
    public static Scan ofMachine(ScanConfig config, OwnNetworks networks) {
        Optional<Neighbours> table = NeighbourTable.ofMachine();
        return table.isPresent()
                ? new Scan(config, table.get(), networks::isOnLink)
                : new Scan(config, Map::of, address -> false);
    }

    /** Whether this system shows its neighbour table; without one, hosts are found by their ports alone. */
    public static boolean seesNeighbours() {
        return NeighbourTable.ofMachine().isPresent();
    }

    /** Blocks until everything is known, the time is up, or enough hosts are; each is told once, as soon as it is known. */
    public Summary run(Consumer<HostReport> reports) throws IOException {
        listener = reports;
        config.addresses().forEach(address -> hosts.put(address, new HostProbe(address)));
        List<InetAddress> swept = hosts.keySet().stream().filter(onLink).toList();
        try (Sweep sweeping = new Sweep(swept, System.nanoTime());
                Connects connecting = new Connects(this::ended, this::sweepEnd)) {
            sweep = sweeping;
            connects = connecting;
            begin(swept);
            while (up < config.until() && !isOver()) {
                step();
            }
        }
        if (up < config.until()) {
            List.copyOf(hosts.values()).forEach(this::report);
        }
        return new Summary(up, remembered, absent);
    }

    private void begin(List<InetAddress> swept) throws IOException {
        swept.forEach(address -> unresolved.put(address, hosts.get(address)));
        Map<InetAddress, MacAddress> before = unresolved.isEmpty() ? Map.of() : neighbours.valid();
        for (HostProbe host : hosts.values()) {
            Optional.ofNullable(before.get(host.address()))
                    .filter(mac -> unresolved.containsKey(host.address()))
                    .ifPresent(host::remembered);
            if (!unresolved.containsKey(host.address()) || before.containsKey(host.address())) {
                connect(host, config.patience());
            }
        }
    }

    private void connect(HostProbe host, Duration patience) {
        if (!host.isConnecting()) {
            host.connecting(config.ports().numbers().size());
            config.ports()
                    .numbers()
                    .forEach(port -> connects.add(new InetSocketAddress(host.address(), port), patience));
        }
    }

    private long sweepEnd() {
        return sweep.lastSent() + config.patience().toNanos();
    }

    private boolean isOver() {
        boolean asked = unresolved.isEmpty() || sweep.isSent() && System.nanoTime() - sweepEnd() >= 0;
        return asked && connects.isIdle();
    }

    private void step() throws IOException {
        sweep.step(System.nanoTime());
        if (!unresolved.isEmpty()) {
            look(neighbours.valid());
        }
        connects.step(POLL);
    }

    private void look(Map<InetAddress, MacAddress> valid) {
        for (HostProbe host : List.copyOf(unresolved.values())) {
            Optional<MacAddress> mac = Optional.ofNullable(valid.get(host.address()));
            if (mac.isEmpty()) {
                host.forgotten();
                continue;
            }
            sweep.resolved(host.address());
            if (!host.isRemembered()) {
                unresolved.remove(host.address());
                host.resolved(mac.get());
                connect(host, near);
                reportIfComplete(host);
            }
        }
    }

    private void ended(InetSocketAddress peer, PortAnswer answer) {
        HostProbe host = hosts.get(peer.getAddress());
        if (host != null) {
            host.ended(peer.getPort(), answer);
            reportIfComplete(host);
        }
    }

    private void reportIfComplete(HostProbe host) {
        if (host.isComplete() && up < config.until()) {
            report(host);
        }
    }

    private void report(HostProbe host) {
        if (hosts.remove(host.address()) == null) {
            return;
        }
        unresolved.remove(host.address());
        HostReport report = host.report();
        switch (report.presence()) {
            case UP -> up++;
            case REMEMBERED -> remembered++;
            case ABSENT -> absent++;
        }
        listener.accept(report);
    }
}
