package dev.netkit.common.net;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a connection has moved, and what it is in the middle of: what {@link Watchdog} and {@link Drain} judge it by. The
 * connection's threads set the marks while others look at them.
 */
final class Activity {
    private static final long NOT_NOW = 0;

    private final LongSupplier clock;
    private volatile long last;
    private volatile long frameBegan = NOT_NOW;
    private volatile long writeBegan = NOT_NOW;
    private volatile boolean working;
    private volatile boolean underWay;

    /** @param clock gives nanoseconds and may be coarse */
    Activity(LongSupplier clock) {
        this.clock = clock;
        moved();
    }

    /** Bytes have come or gone. */
    void moved() {
        last = clock.getAsLong();
    }

    void writeBegan() {
        writeBegan = mark();
    }

    void writeEnded() {
        writeBegan = NOT_NOW;
    }

    void frameBegan() {
        frameBegan = mark();
    }

    void frameEnded() {
        frameBegan = NOT_NOW;
    }

    private long mark() {
        long now = clock.getAsLong();
        return now == NOT_NOW ? 1 : now;
    }

    void workBegan() {
        working = true;
    }

    void workEnded() {
        moved();
        working = false;
    }

    void taskBegan() {
        underWay = true;
    }

    void taskEnded() {
        moved();
        underWay = false;
    }

    /** Whether nothing has moved for that long although it is the peer's turn. */
    boolean isSilentFor(Duration time) {
        return !working && clock.getAsLong() - last >= time.toNanos();
    }

    /** The limit that is overstepped at {@code now}, if one is. */
    Optional<EndReason> overdue(ConnectionLimits limits, long now) {
        long write = writeBegan; // each mark is read once: the connection's own thread may reset it meanwhile
        if (write != NOT_NOW) {
            return passed(write, limits.write(), now) ? Optional.of(EndReason.STUCK_WRITE) : Optional.empty();
        }
        long frame = frameBegan;
        if (frame != NOT_NOW && passed(frame, limits.frame(), now)) {
            return Optional.of(EndReason.SLOW_FRAME);
        }
        return !working && passed(last, limits.idle(), now) ? Optional.of(EndReason.IDLE) : Optional.empty();
    }

    private static boolean passed(long since, Duration limit, long now) {
        return !limit.isZero() && now - since >= limit.toNanos();
    }

    /** Whether nothing is being written, neither a frame nor a task is under way, and nothing has moved for that long. */
    boolean quietFor(long nanos, long now) {
        return writeBegan == NOT_NOW && frameBegan == NOT_NOW && !underWay && now - last >= nanos;
    }
}
