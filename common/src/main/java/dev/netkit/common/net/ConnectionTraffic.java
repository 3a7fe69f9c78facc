package dev.netkit.common.net;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * The traffic of a server's connections. Nothing is counted while bytes pass: a connection knows its own, and adds them
 * here at its end.
 */
final class ConnectionTraffic implements Traffic, Traffic.Connections {
    private final Collection<Connection> live;
    private final int limit;
    private final LongAdder accepted = new LongAdder();
    private final LongAdder receivedBefore = new LongAdder();
    private final LongAdder sentBefore = new LongAdder();
    private final AtomicLongArray ended = new AtomicLongArray(EndReason.values().length);
    private long received;
    private long sent;

    /** @param live the connections that have not ended, as of any moment */
    ConnectionTraffic(Collection<Connection> live, int limit) {
        this.live = live;
        this.limit = limit;
    }

    void began() {
        accepted.increment();
    }

    /** The connection is not among the live ones any more. */
    void ended(Connection connection, EndReason reason) {
        receivedBefore.add(connection.received());
        sentBefore.add(connection.sent());
        ended.incrementAndGet(reason.ordinal());
    }

    @Override
    public synchronized long received() {
        received = Math.max(received, receivedBefore.sum() + sum(Connection::received));
        return received;
    }

    @Override
    public synchronized long sent() {
        sent = Math.max(sent, sentBefore.sum() + sum(Connection::sent));
        return sent;
    }

    /**
     * To be taken after the sum of those that have ended: what ends between is then in neither, never in both, and the
     * figure of before stands until it is.
     */
    private long sum(ToLongFunction<Connection> bytes) {
        return live.stream().mapToLong(bytes).sum();
    }

    @Override
    public Optional<Connections> connections() {
        return Optional.of(this);
    }

    @Override
    public int open() {
        return live.size();
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public long accepted() {
        return accepted.sum();
    }

    @Override
    public long ended(EndReason reason) {
        return ended.get(reason.ordinal());
    }
}
