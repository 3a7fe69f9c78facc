package dev.netkit.discovery.scan;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends an empty datagram to each address, so that the kernel asks for its hardware address, and never so many that the
 * neighbour table overflows, which is the whole machine's. Does not block; for one thread.
 */
final class Sweep implements Closeable {
    /** Datagrams for unresolved addresses fill a socket's buffer; one more than about 270 would have to wait. */
    static final int MOST_A_SOCKET = 200;

    /** So many are sent at once: a /23. After that, one more each millisecond. */
    static final int BURST = 512;

    private static final long GAP = Duration.ofMillis(1).toNanos();

    /** The kernel asks three times, a second apart, and its timers may be late; only then can it free the place. */
    private static final long UNRESOLVED_FOR = Duration.ofMillis(3200).toNanos();

    /** A host that answered keeps its place until the kernel doubts it, half as long again as 30 s at most. */
    private static final long RESOLVED_FOR = Duration.ofSeconds(46).toNanos();

    private static final int DISCARD = 9;

    private final Deque<InetAddress> queue;
    private final Map<InetAddress, Long> unresolved = new LinkedHashMap<>();
    private final Map<InetAddress, Long> resolved = new LinkedHashMap<>();
    private final int mostUnresolved;
    private final int most;
    private long credit = BURST * GAP;
    private long counted;
    private long lastSent;
    private DatagramChannel socket;
    private int sentBySocket;

    /**
     * @param places how many the neighbour table has for the whole machine
     * @param taken how many of them are, by hosts that were known before
     */
    Sweep(Collection<InetAddress> addresses, int places, int taken, long now) throws IOException {
        this.queue = new ArrayDeque<>(addresses);
        this.mostUnresolved = Math.max(1, places / 2);
        this.most = Math.max(mostUnresolved, places - places / 8 - taken);
        this.counted = now;
        this.lastSent = now;
        if (!queue.isEmpty()) {
            reopen();
        }
    }

    /** Sends what may be sent by now. */
    void step(long now) throws IOException {
        forget(unresolved, now - UNRESOLVED_FOR);
        forget(resolved, now - RESOLVED_FOR);
        credit = Math.min(BURST * GAP, credit + now - counted);
        counted = now;
        while (!queue.isEmpty() && credit >= GAP && hasRoom()) {
            InetAddress address = queue.remove();
            send(address);
            unresolved.put(address, now);
            credit -= GAP;
            lastSent = now;
        }
    }

    private boolean hasRoom() {
        return unresolved.size() < mostUnresolved && unresolved.size() + resolved.size() < most;
    }

    private static void forget(Map<InetAddress, Long> places, long before) {
        Iterator<Long> oldest = places.values().iterator();
        while (oldest.hasNext() && oldest.next() - before < 0) {
            oldest.remove();
        }
    }

    private void send(InetAddress address) throws IOException {
        if (sentBySocket == MOST_A_SOCKET) {
            reopen();
        }
        sentBySocket++;
        try {
            socket.send(ByteBuffer.allocate(0), new InetSocketAddress(address, DISCARD));
        } catch (IOException e) {
            // Kernels answer so for what was asked before, too: it proves nothing, and the table will tell.
        }
    }

    private void reopen() throws IOException {
        close();
        socket = DatagramChannel.open(StandardProtocolFamily.INET);
        socket.configureBlocking(false);
        sentBySocket = 0;
    }

    /** It has a valid entry, which keeps its place. */
    void resolved(InetAddress address, long now) {
        if (unresolved.remove(address) != null) {
            resolved.put(address, now);
        }
    }

    boolean isSent() {
        return queue.isEmpty();
    }

    /** How many are yet to be asked. */
    int left() {
        return queue.size();
    }

    /** When the last datagram was sent, or the sweep began. */
    long lastSent() {
        return lastSent;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }
}
