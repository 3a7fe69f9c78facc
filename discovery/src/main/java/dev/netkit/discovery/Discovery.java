package dev.netkit.discovery;

import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.TimeLimits;
import dev.netkit.discovery.Nonce.Freshness;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Asks by broadcast who is there, and hears who answers; for one question on one thread. */
public final class Discovery {
    private static final int LARGEST_DATAGRAM = 65_535;

    /** An authentic answer is of somebody with the key; whoever has none shall not fill the memory. */
    private static final int STRANGERS_COUNTED = 1_000;

    private final DiscoveryConfig config;
    private final DatagramSocket socket;
    private final SealedEnvelopes envelopes;
    private final Set<Identity> found = new HashSet<>();
    private final Set<InetSocketAddress> strangers = new HashSet<>();
    private final Set<InetSocketAddress> replaying = new HashSet<>();
    private final Nonce nonce = Nonce.next(new SecureRandom());
    private int unproven;
    private volatile boolean stopped;

    /** One beacon may be heard in several networks; two with one name are two. */
    private record Identity(InetSocketAddress address, String name) {}

    /**
     * How it went.
     *
     * @param networks where the question was sent
     * @param found how many share the key
     * @param unproven how many of those may have repeated what was said to another question
     * @param strangers how many answered, but not with this key
     * @param replaying how many answered with what was said to another question
     */
    public record Summary(int networks, int found, int unproven, int strangers, int replaying) {}

    public Discovery(DiscoveryConfig config) throws SocketException {
        this.config = config;
        this.socket = new DatagramSocket();
        this.envelopes = new SealedEnvelopes(new MessageSeal(config.keys()));
    }

    /**
     * Asks, and blocks until the time is up, the listener has enough, or {@link #stop} is called.
     *
     * @param goesOn is told of each once, as soon as it answers; false = that is enough
     */
    public Summary ask(Predicate<FoundBeacon> goesOn) throws IOException {
        try (socket) {
            int networks = config.broadcast().send(socket, this::question);
            long start = System.nanoTime(); // the first token takes its time
            Optional<DatagramPacket> answer = receive(start);
            while (answer.isPresent()) {
                Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
                Optional<FoundBeacon> beacon = hear(answer.get(), roundTrip);
                boolean enough = beacon.isPresent() && !goesOn.test(beacon.get());
                answer = enough ? Optional.empty() : receive(start);
            }
            strangers.removeIf(
                    address -> found.stream().anyMatch(one -> one.address().equals(address)));
            return new Summary(networks, found.size(), unproven, strangers.size(), replaying.size());
        }
    }

    /** Ends it from any thread. */
    public void stop() {
        stopped = true;
        socket.close();
    }

    private byte[] question() {
        return envelopes.seal(
                Envelope.of(config.name(), Clock.systemDefaultZone(), "", Envelope.HANDSHAKE, nonce.args()));
    }

    /** The next datagram, or empty when the time is up. */
    private Optional<DatagramPacket> receive(long start) throws IOException {
        Duration left = config.patience().minusNanos(System.nanoTime() - start);
        if (left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        DatagramPacket datagram = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
        try {
            socket.setSoTimeout(TimeLimits.millis(left));
            socket.receive(datagram);
            return Optional.of(datagram);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (SocketException e) {
            if (stopped) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<FoundBeacon> hear(DatagramPacket datagram, Duration roundTrip) {
        InetSocketAddress peer = (InetSocketAddress) datagram.getSocketAddress();
        try {
            Envelope envelope = envelopes.open(Arrays.copyOf(datagram.getData(), datagram.getLength()));
            return envelope.text().equals(BeaconAnswers.DECODED) ? hear(envelope, peer, roundTrip) : Optional.empty();
        } catch (ProtocolException e) {
            count(peer, strangers);
            return Optional.empty();
        }
    }

    private Optional<FoundBeacon> hear(Envelope answer, InetSocketAddress peer, Duration roundTrip) {
        Freshness freshness = nonce.of(answer);
        if (freshness == Freshness.REPLAYED) {
            count(peer, replaying);
            return Optional.empty();
        }
        if (!found.add(new Identity(peer, answer.userID()))) {
            return Optional.empty();
        }
        boolean isFresh = freshness == Freshness.FRESH;
        unproven += isFresh ? 0 : 1;
        return Optional.of(new FoundBeacon(peer, answer.userID(), isFresh, roundTrip));
    }

    private static void count(InetSocketAddress peer, Set<InetSocketAddress> peers) {
        if (peers.size() < STRANGERS_COUNTED) {
            peers.add(peer);
        }
    }
}
