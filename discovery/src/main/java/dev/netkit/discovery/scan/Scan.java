package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.dns.ReverseNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/**
 * Looks at addresses, for one run on one thread. What is on this machine's own networks is asked for by ARP, which no
 * host refuses: an entry that becomes valid in the neighbour table is a host that is there now; one that was valid before
 * is not believed until the host itself says something. Everything else is found by its ports alone, and by what it says
 * of a UDP port where nobody listens.
 */
public final class Scan {
    private static final Duration POLL = Duration.ofMillis(15);
    private static final Duration PROGRESS = Duration.ofMillis(200);

    private final ScanConfig config;
    private final Neighbours neighbours;
    private final Predicate<InetAddress> onLink;
    private final Function<BiConsumer<InetAddress, Optional<String>>, ReverseNames> nameServers;
    private final Budget budget;
    private final Handshakes handshakes;
    private Roster roster;
    private Sweep sweep;
    private Attempts attempts;
    private ReverseNames names;
    private long nextLook;
    private long nextProgress;
    private Consumer<Progress> progress = told -> {};
    private volatile boolean stopped;

    /** How many addresses there were of each kind; those that were not looked at any more are none of them. */
    public record Summary(int up, int remembered, int absent) {}

    /** How far a scan is that cannot ask everybody at once. */
    public record Progress(int asked, int all, int up) {}

    /**
     * @param neighbours closed at the end
     * @param onLink which addresses the neighbours are those of; nothing is sent to them but an empty datagram and, once
     *     they are there, connects
     */
    public Scan(ScanConfig config, Neighbours neighbours, Predicate<InetAddress> onLink) {
        this(config, neighbours, onLink, config.details().names() ? ReverseNames::ofSystem : ReverseNames::ofNobody);
    }

    Scan(
            ScanConfig config,
            Neighbours neighbours,
            Predicate<InetAddress> onLink,
            Function<BiConsumer<InetAddress, Optional<String>>, ReverseNames> nameServers) {
        this.config = config;
        this.neighbours = neighbours;
        this.onLink = onLink;
        this.nameServers = nameServers;
        this.budget = new Budget(config);
        this.handshakes = new Handshakes(config.details().keys(), System.getProperty("user.name", ""));
    }

    /** A scan with this machine's own neighbour table, or without one where the system shows none. */
    public static Scan ofMachine(ScanConfig config, OwnNetworks networks) throws IOException {
        Optional<Neighbours> table = NeighbourTable.isThere() ? NeighbourTable.ofMachine() : ArpCommand.ofMachine();
        return table.isPresent()
                ? new Scan(config, table.get(), networks::isOnLink)
                : new Scan(config, Map::of, address -> false);
    }

    /** Whether this system shows its neighbour table; without one, hosts are found by their ports alone. */
    public static boolean seesNeighbours() {
        return NeighbourTable.isThere() || ArpCommand.ofMachine().isPresent();
    }

    /** Tells how far it is, a few times a second as long as not everybody is asked; on the thread of the run. */
    public void onProgress(Consumer<Progress> listener) {
        progress = listener;
    }

    /**
     * Blocks until everything is known, the time is up, enough hosts are, or it is told to {@link #stop}; each is told
     * once, as soon as it is known.
     */
    public Summary run(Consumer<HostReport> reports) throws IOException {
        roster = new Roster(config, reports, onLink);
        try (Neighbours table = neighbours;
                NeighbourAges asked = roster.isAskedByArp() ? table.ages() : NeighbourAges.NONE;
                Attempts attempting = new Attempts();
                ReverseNames naming = nameServers.apply(this::named)) {
            attempts = attempting;
            names = naming;
            run(roster.isAskedByArp() ? table.valid() : Map.of());
            roster.age(asked);
            finish();
        }
        return roster.summary();
    }

    private void run(Map<InetAddress, MacAddress> before) throws IOException {
        try (Sweep sweeping = new Sweep(roster.unresolved(), neighbours.places(), before.size(), System.nanoTime())) {
            sweep = sweeping;
            begin(before);
            while (!roster.isEnough() && !isOver() && !stopped) {
                step();
            }
        }
    }

    /** Ends the run early; what is known by then is told. For any thread. */
    public void stop() {
        stopped = true;
    }

    private void begin(Map<InetAddress, MacAddress> before) throws IOException {
        nextLook = System.nanoTime();
        nextProgress = nextLook;
        sweep.step(System.nanoTime());
        for (HostProbe host : roster.all()) {
            boolean swept = roster.isUnresolved(host.address());
            if (swept && before.containsKey(host.address())) {
                roster.remember(host, before.get(host.address()));
            }
            if (!swept || host.isRemembered()) {
                connect(host, budget::far);
                attempts.add(new UnreachablePort(host.address(), budget::far, this::refusedDatagram));
            }
        }
        if (!config.details().keys().isEmpty()) {
            handshakes.prepare();
        }
    }

    private void connect(HostProbe host, LongUnaryOperator deadlines) {
        if (host.isConnecting()) {
            return;
        }
        host.connecting(config.ports().numbers().size());
        for (int port : config.ports().numbers()) {
            InetSocketAddress peer = new InetSocketAddress(host.address(), port);
            attempts.add(new PortAttempt(peer, deadlines, conversation(peer), this::ended));
        }
    }

    private Optional<Conversation> conversation(InetSocketAddress peer) {
        Details details = config.details();
        if (!details.keys().isEmpty() && details.handshakePort() == peer.getPort()) {
            return Optional.of(handshakes.with(peer));
        }
        return details.banners() ? Optional.of(new Banner()) : Optional.empty();
    }

    private boolean isOver() {
        boolean late = budget.isSpent(System.nanoTime());
        boolean asked = roster.isAllResolved() || sweep.isSent() && late;
        return asked && attempts.isIdle() && (late || !roster.isNameAwaited());
    }

    private void step() throws IOException {
        long now = System.nanoTime();
        sweep.step(now);
        budget.sent(sweep.lastSent(), sweep.isSent());
        if (!roster.isAllResolved() && now - nextLook >= 0) {
            nextLook = now + POLL.toNanos();
            look(neighbours.valid(), now);
        }
        attempts.step(POLL);
        names.poll();
        tellProgress(now);
        roster.reportNameless(System.nanoTime(), names.isInVain(Roster.NAME_PATIENCE));
    }

    private void tellProgress(long now) {
        if (!sweep.isSent() && now - nextProgress >= 0) {
            nextProgress = now + PROGRESS.toNanos();
            int all = config.addresses().size();
            progress.accept(
                    new Progress(all - sweep.left(), all, roster.summary().up()));
        }
    }

    private void look(Map<InetAddress, MacAddress> valid, long now) {
        roster.forgetAllBut(valid.keySet());
        valid.forEach((address, mac) -> {
            if (roster.isUnresolved(address)) {
                sweep.resolved(address, now);
                resolved(roster.host(address).orElseThrow(), mac);
            }
        });
    }

    private void resolved(HostProbe host, MacAddress mac) {
        if (!host.isRemembered()) {
            host.resolved(mac);
            roster.resolved(host);
            connect(host, budget::near);
            changed(host);
        }
    }

    private void ended(InetSocketAddress peer, PortAnswer answer) {
        roster.host(peer.getAddress()).ifPresent(host -> {
            host.ended(peer.getPort(), answer);
            changed(host);
        });
    }

    private void refusedDatagram(InetAddress address) {
        roster.host(address).ifPresent(host -> {
            host.refusedDatagram();
            changed(host);
        });
    }

    private void named(InetAddress address, Optional<String> name) {
        roster.host(address).ifPresent(host -> {
            host.named(name);
            roster.reportIfComplete(host, System.nanoTime());
        });
    }

    private void changed(HostProbe host) {
        if (config.details().names() && host.isUp() && host.asksForName()) {
            names.ask(host.address());
        }
        roster.reportIfComplete(host, System.nanoTime());
    }

    private void finish() {
        if (!roster.isEnough()) {
            roster.all().stream().filter(host -> !stopped || host.isUp()).forEach(roster::report);
        }
    }
}
