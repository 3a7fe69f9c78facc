package dev.netkit.common.dnssd;

import dev.netkit.common.net.LanAddresses;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Announces a service on the networks of this machine, and follows them as they come and go, on a thread of its own until
 * it is closed, when it takes leave.
 */
public final class ServiceAnnouncement implements Closeable {
    private static final long LOOK_AGAIN = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_LEAVE_MILLIS = 1_000;
    private static final int HOST_SUFFIX_BYTES = 3;
    private static final int LONGEST_HOST = 40;

    private final ServiceInstance service;
    private final Listener listener;
    private final DnsName host;
    private final Selector selector;
    private final Thread thread;
    private final RandomGenerator random = new SecureRandom();
    private final List<AnnouncedLink> links = new ArrayList<>();
    private final List<String> failing = new ArrayList<>();
    private volatile boolean closing;
    private boolean toldOfNoNetwork;

    /** Is told how it goes, by the announcement's own thread. */
    public interface Listener {
        /**
         * The service is announced.
         *
         * @param name what it is called; another than was wanted if that was taken
         * @param network the interface
         */
        void announced(String name, String network);

        /** There is no network to announce it on; there may be one later. */
        void noNetwork();

        /** It cannot be announced on an interface. */
        void failed(String network, IOException why);
    }

    private ServiceAnnouncement(ServiceInstance service, String machine, Listener listener) throws IOException {
        this.service = service;
        this.listener = listener;
        this.host = host(machine, new SecureRandom());
        this.selector = Selector.open();
        this.thread = new Thread(this::run, "netkit-announce");
    }

    /**
     * Begins; returns at once.
     *
     * @param machine what the machine is called, in any form
     */
    public static ServiceAnnouncement start(ServiceInstance service, String machine, Listener listener)
            throws IOException {
        ServiceAnnouncement announcement = new ServiceAnnouncement(service, machine, listener);
        announcement.thread.setDaemon(true);
        announcement.thread.start();
        return announcement;
    }

    /** A name that no other program of the machine has, so that its end is not theirs. */
    private static DnsName host(String machine, RandomGenerator random) {
        byte[] suffix = new byte[HOST_SUFFIX_BYTES];
        random.nextBytes(suffix);
        String readable = machine.replaceAll("\\..*", "").replaceAll("[^A-Za-z0-9-]", "-");
        return DnsName.of(
                DnsName.toLabel(readable, LONGEST_HOST) + "-" + HexFormat.of().formatHex(suffix), "local");
    }

    private void run() {
        try (selector) {
            long lookedAt = System.nanoTime() - LOOK_AGAIN;
            while (!closing) {
                if (System.nanoTime() - lookedAt >= LOOK_AGAIN) {
                    lookedAt = System.nanoTime();
                    follow();
                }
                selector.select(key -> receive((MulticastLink) key.attachment()), untilDue(lookedAt + LOOK_AGAIN));
                links.forEach(this::sendDue);
            }
            links.forEach(AnnouncedLink::leave);
        } catch (IOException e) {
            listener.failed("any network", e);
        }
    }

    private long untilDue(long lookAgainAt) {
        long now = System.nanoTime();
        long due = links.stream().mapToLong(AnnouncedLink::nextDue).min().orElse(Long.MAX_VALUE);
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(Math.min(due, lookAgainAt) - now) + 1);
    }

    /** Networks come and go, and so do their addresses. */
    private void follow() {
        List<NetworkInterface> networks =
                networks().filter(MulticastLink::isPossible).toList();
        for (Iterator<AnnouncedLink> all = links.iterator(); all.hasNext(); ) {
            AnnouncedLink link = all.next();
            if (networks.stream().noneMatch(network -> link.isFor(network, announced(network)))) {
                link.leave();
                all.remove();
            }
        }
        networks.stream()
                .filter(network -> links.stream().noneMatch(link -> link.isFor(network, announced(network))))
                .forEach(this::open);
        if (links.isEmpty() && failing.isEmpty() && !toldOfNoNetwork) {
            listener.noNetwork();
        }
        toldOfNoNetwork = links.isEmpty();
    }

    private Stream<NetworkInterface> networks() {
        return service.bound().isPresent() ? networkOf(service.bound().get()) : LanAddresses.networks();
    }

    private static Stream<NetworkInterface> networkOf(InetAddress address) {
        try {
            return Stream.ofNullable(NetworkInterface.getByInetAddress(address));
        } catch (SocketException e) {
            return Stream.empty();
        }
    }

    private List<InetAddress> announced(NetworkInterface network) {
        return service.bound()
                .map(LanAddresses::withoutScope)
                .map(List::of)
                .orElseGet(() -> MulticastLink.addresses(network));
    }

    private void open(NetworkInterface network) {
        try {
            List<InetAddress> addresses = announced(network);
            Responder responder = new Responder(attempt -> records(attempt, addresses), random, System::nanoTime);
            links.add(
                    new AnnouncedLink(MulticastLink.open(network, selector), responder, network.getName(), addresses));
            failing.remove(network.getName());
        } catch (IOException e) {
            if (!failing.contains(network.getName())) {
                failing.add(network.getName());
                listener.failed(network.getName(), e);
            }
        }
    }

    private ServiceRecords records(int attempt, List<InetAddress> addresses) {
        String suffix = attempt == 1 ? "" : " (" + attempt + ")";
        String name = DnsName.toLabel(service.name(), DnsName.LONGEST_LABEL - suffix.length()) + suffix;
        return new ServiceRecords(
                ServiceRecords.instance(name, service.type()), service.type(), service.port(), host, addresses);
    }

    private void receive(MulticastLink from) {
        links.stream().filter(link -> link.is(from)).forEach(AnnouncedLink::receive);
    }

    private void sendDue(AnnouncedLink link) {
        link.sendDue().ifPresent(name -> listener.announced(name, link.network()));
    }

    /** Takes leave; returns at once. */
    public void leave() {
        closing = true;
        selector.wakeup();
    }

    /** Takes leave and ends; blocks until that is done, a second at most. */
    @Override
    public void close() {
        leave();
        try {
            thread.join(LONGEST_LEAVE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
