package dev.netkit.common.net;

import java.io.Closeable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Closes connections that overstep their time limits, and is their clock. One thread looks at all of them a few times a
 * second: SO_TIMEOUT applies neither to a channel's reads nor to any write, and costs each read two system calls more.
 * A limit is enforced up to two ticks late, never early.
 */
final class Watchdog implements Closeable {
    private static final long SHORTEST_TICK = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_TICK = TimeUnit.MILLISECONDS.toNanos(250);

    private final ConnectionLimits limits;
    private volatile long tick;
    private final Set<Connection> watched = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "netkit-watchdog");
    private volatile long now = System.nanoTime();
    private volatile boolean closed;

    Watchdog(ConnectionLimits limits) {
        this.limits = limits;
        this.tick = Stream.of(limits.idle(), limits.frame(), limits.write())
                .filter(limit -> !limit.isZero())
                .mapToLong(Duration::toNanos)
                .map(limit -> Math.max(SHORTEST_TICK, limit / 10))
                .reduce(LONGEST_TICK, Math::min);
        thread.setDaemon(true);
        thread.start();
    }

    /** Nanoseconds, as of the last tick: cheap enough for every read and write. */
    long now() {
        return now;
    }

    void add(Connection connection) {
        watched.add(connection);
    }

    void remove(Connection connection) {
        watched.remove(connection);
    }

    /** Looks more often, and so tells the time more exactly, from now on. */
    void hurry() {
        tick = SHORTEST_TICK;
        LockSupport.unpark(thread);
    }

    Set<Connection> connections() {
        return watched;
    }

    private void watch() {
        while (!closed) {
            long previous = now;
            LockSupport.parkNanos(tick);
            now = System.nanoTime();
            // The marks carry the time of the last look, however long ago this thread was given it.
            try {
                watched.forEach(connection -> look(connection, previous));
            } catch (OutOfMemoryError e) {
                // The memory comes back as connections end; without this thread no limit would hold any more.
            }
        }
    }

    private void look(Connection connection, long time) {
        connection.activity().overdue(limits, time).ifPresent(connection::cut);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
