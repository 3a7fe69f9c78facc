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

    /** Half of what the table has room for. */
    static final int MOST_UNRESOLVED = 512;

    /** The kernel asks three times, a second apart, and then frees the place. */
    private static final long UNRESOLVED_FOR = Duration.ofSeconds(3).toNanos();

    private static final long GAP = Duration.ofMillis(3).toNanos();
    private static final int WITHOUT_GAPS = 510;
    private static final int DISCARD = 9;

    private final Deque<InetAddress> queue;
    private final Map<InetAddress, Long> unresolved = new LinkedHashMap<>();
    private final long gap;
    private long nextSend;
    private long lastSent;
    private DatagramChannel socket;
    private int sentBySocket;

    Sweep(Collection<InetAddress> addresses, long now) {
        this.queue = new ArrayDeque<>(addresses);
        this.gap = addresses.size() > WITHOUT_GAPS ? GAP : 0;
        this.nextSend = now;
        this.lastSent = now;
    }

    /** Sends what may be sent by now. */
    void step(long now) throws IOException {
        forget(now);
        while (!queue.isEmpty() && unresolved.size() < MOST_UNRESOLVED && nextSend - now <= 0) {
            InetAddress address = queue.remove();
            send(address);
            unresolved.put(address, now);
            lastSent = now;
            nextSend = Math.max(nextSend + gap, now - GAP * 10); // what was missed is made up for, a little
        }
    }

    private void forget(long now) {
        Iterator<Long> oldest = unresolved.values().iterator();
        while (oldest.hasNext() && now - oldest.next() > UNRESOLVED_FOR) {
            oldest.remove();
        }
    }

    private void send(InetAddress address) throws IOException {
        if (socket == null || sentBySocket == MOST_A_SOCKET) {
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

    /** Its place does not count any more. */
    void resolved(InetAddress address) {
        unresolved.remove(address);
    }

    boolean isSent() {
        return queue.isEmpty();
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
