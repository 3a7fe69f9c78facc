package dev.netkit.common.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Ends a server's connections in an orderly way: the quiet ones at once, the busy ones when they are done. */
final class Drain {
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long QUIET = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long AFTER_THE_CUT = TimeUnit.SECONDS.toNanos(1);

    private final Watchdog watchdog;
    private final BooleanSupplier stopping;

    /** Until {@code stopping} holds, connections may go on as long as they like. */
    Drain(Watchdog watchdog, BooleanSupplier stopping) {
        this.watchdog = watchdog;
        this.stopping = stopping;
    }

    /** Blocks until no connection is left; those that still move after {@code longest} are cut. */
    void await(Duration longest) {
        while (!stopping.getAsBoolean() && anyLeft()) {
            LockSupport.parkNanos(POLL);
        }
        watchdog.hurry();
        long start = System.nanoTime();
        while (anyLeft() && System.nanoTime() - start < longest.toNanos()) {
            endTheQuiet(start);
            LockSupport.parkNanos(POLL);
        }
        watchdog.connections().forEach(connection -> connection.cut(EndReason.SERVER_STOPPED));
        long end = System.nanoTime() + AFTER_THE_CUT;
        while (anyLeft() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL);
        }
    }

    /** Marks from before the start may be older than they look, so every connection has until QUIET after it. */
    private void endTheQuiet(long start) {
        long now = watchdog.now();
        if (now - start >= QUIET) {
            watchdog.connections().stream()
                    .filter(connection -> connection.activity().quietFor(QUIET, now))
                    .forEach(Connection::endInput);
        }
    }

    private boolean anyLeft() {
        return !watchdog.connections().isEmpty();
    }
}
