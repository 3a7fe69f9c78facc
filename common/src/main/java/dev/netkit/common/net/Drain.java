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
        long deadline = System.nanoTime() + longest.toNanos();
        while (anyLeft() && System.nanoTime() < deadline) {
            watchdog.connections().stream()
                    .filter(connection -> connection.quietFor(QUIET, System.nanoTime()))
                    .forEach(Connection::endInput);
            LockSupport.parkNanos(POLL);
        }
        watchdog.connections().forEach(connection -> connection.cut(EndReason.SERVER_STOPPED));
        long end = System.nanoTime() + AFTER_THE_CUT;
        while (anyLeft() && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL);
        }
    }

    private boolean anyLeft() {
        return !watchdog.connections().isEmpty();
    }
}
