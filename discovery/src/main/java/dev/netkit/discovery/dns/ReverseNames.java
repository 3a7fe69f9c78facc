package dev.netkit.discovery.dns;

import dev.netkit.common.dnssd.PointerQuery;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** Looks names up by address, many at a time, without ever blocking; for one thread, which polls. */
public final class ReverseNames implements Closeable {
    private static final int MOST_AT_ONCE = 64;
    private static final int LARGEST_ANSWER = 4096;

    /** An unanswered question is put to the next server, or to the same one once more. */
    private static final long REPEAT_AFTER = Duration.ofMillis(100).toNanos();

    private static final int QUESTIONS = 2;
    private static final long GIVEN_UP_AFTER = Duration.ofSeconds(1).toNanos();

    private final Map<InetAddress, String> hosts;
    private final List<DatagramChannel> servers = new ArrayList<>();
    private final BiConsumer<InetAddress, Optional<String>> listener;
    private final LongSupplier clock;
    private final SecureRandom random = new SecureRandom(); // an answer is believed by its number alone
    private final Deque<InetAddress> waiting = new ArrayDeque<>();
    private final Map<Integer, Lookup> running = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_ANSWER);
    private boolean heardOf;
    private OptionalLong firstAsked = OptionalLong.empty();

    /** One question, put {@code times} times. */
    private record Lookup(InetAddress address, PointerQuery query, long asked, int times) {}

    /**
     * @param hosts names that need not be asked for
     * @param servers those that are asked; one that cannot be reached is left out
     * @param listener told once of each address that was asked for, until this is closed; empty = no name is known
     */
    ReverseNames(
            Map<InetAddress, String> hosts,
            List<InetSocketAddress> servers,
            BiConsumer<InetAddress, Optional<String>> listener,
            LongSupplier clock) {
        this.hosts = hosts;
        this.listener = listener;
        this.clock = clock;
        servers.forEach(this::connect);
    }

    /** With the hosts file and the name servers of this system. */
    public static ReverseNames ofSystem(BiConsumer<InetAddress, Optional<String>> listener) {
        ResolverFiles files = ResolverFiles.OF_SYSTEM;
        return new ReverseNames(files.names(), files.servers(), listener, System::nanoTime);
    }

    /** Where nothing is known, and nobody asked. */
    public static ReverseNames ofNobody(BiConsumer<InetAddress, Optional<String>> listener) {
        return new ReverseNames(Map.of(), List.of(), listener, System::nanoTime);
    }

    private void connect(InetSocketAddress server) {
        try {
            DatagramChannel channel = DatagramChannel.open();
            servers.add(channel);
            channel.configureBlocking(false);
            channel.connect(server); // hears nobody else from then on
        } catch (IOException | UnsupportedAddressTypeException e) {
            // It cannot be reached from here, as the first question will find.
        }
    }

    /** Asks for a name; the answer is told by this call or by {@link #poll}. */
    public void ask(InetAddress address) {
        if (hosts.containsKey(address)) {
            listener.accept(address, Optional.of(hosts.get(address)));
        } else {
            waiting.add(address);
            poll();
        }
    }

    /** Hears what has come, and asks what there is room for. */
    public void poll() {
        for (DatagramChannel server : List.copyOf(servers)) {
            hear(server);
        }
        long now = clock.getAsLong();
        repeat(now);
        while (!waiting.isEmpty() && running.size() < MOST_AT_ONCE) {
            begin(waiting.remove(), now);
        }
    }

    /** Whether it is of no use to wait for an answer, because none has come for so long. */
    public boolean isInVain(Duration patience) {
        boolean late = firstAsked.isPresent() && clock.getAsLong() - firstAsked.getAsLong() > patience.toNanos();
        return late && !heardOf;
    }

    private void hear(DatagramChannel server) {
        try {
            while (server.read(buffer.clear()) > 0) {
                hear(buffer.flip());
            }
        } catch (IOException | NotYetConnectedException e) {
            lose(server);
        }
    }

    private void hear(ByteBuffer answer) {
        heardOf = true;
        PointerQuery.idOfAnswer(answer)
                .map(running::remove)
                .ifPresent(lookup ->
                        listener.accept(lookup.address(), lookup.query().nameIn(answer)));
    }

    private void begin(InetAddress address, long now) {
        int id = random.nextInt(1 << 16);
        while (running.containsKey(id)) {
            id = random.nextInt(1 << 16);
        }
        firstAsked = OptionalLong.of(firstAsked.orElse(now));
        Lookup lookup = new Lookup(address, new PointerQuery(id, address), now, 1);
        running.put(id, lookup);
        send(id, lookup);
    }

    private void repeat(long now) {
        for (Map.Entry<Integer, Lookup> entry : List.copyOf(running.entrySet())) {
            Lookup lookup = entry.getValue();
            long since = now - lookup.asked();
            if (lookup.times() < QUESTIONS && since >= REPEAT_AFTER) {
                Lookup again = new Lookup(lookup.address(), lookup.query(), now, lookup.times() + 1);
                running.put(entry.getKey(), again);
                send(entry.getKey(), again);
            } else if (servers.isEmpty() || since >= GIVEN_UP_AFTER) {
                running.remove(entry.getKey());
                listener.accept(lookup.address(), Optional.empty());
            }
        }
    }

    /** Where there is nobody to ask, there is no name. */
    private void send(int id, Lookup lookup) {
        while (!servers.isEmpty()) {
            DatagramChannel server = servers.get((lookup.times() - 1) % servers.size());
            try {
                server.write(ByteBuffer.wrap(lookup.query().bytes()));
                return;
            } catch (IOException | NotYetConnectedException e) {
                lose(server);
            }
        }
        running.remove(id);
        listener.accept(lookup.address(), Optional.empty());
    }

    private void lose(DatagramChannel server) {
        servers.remove(server);
        close(server);
    }

    private static void close(DatagramChannel server) {
        try {
            server.close();
        } catch (IOException e) {
            // The descriptor is given back all the same.
        }
    }

    /** Whoever waits for an answer waits in vain. */
    @Override
    public void close() {
        servers.forEach(ReverseNames::close);
    }
}
