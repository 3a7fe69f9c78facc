package dev.netkit.discovery.scan;

import java.time.Duration;

/** Until when a scan waits for what, in the system's nanoseconds; for one thread. */
final class Budget {
    /** A host that has just told its hardware address answers at once, unless its answer is lost. */
    private static final Duration NEAR = Duration.ofMillis(250);

    private final long patience;
    private final long near;
    private final boolean hurries;
    private long end = System.nanoTime();
    private boolean isSent;

    Budget(ScanConfig config) {
        this.patience = config.patience().toNanos();
        this.near = Math.min(patience, NEAR.toNanos());
        this.hurries = config.until() < Integer.MAX_VALUE;
        sent(System.nanoTime(), false);
    }

    /** The sweep's last datagram so far, or its last of all. */
    void sent(long lastSent, boolean isLast) {
        end = lastSent + patience;
        isSent = isLast;
    }

    /** Whether whoever was asked last has had its time. */
    boolean isSpent(long now) {
        return now - end >= 0;
    }

    /** For an answer of a host of which nothing is known yet. */
    long far(long now) {
        return now + patience;
    }

    /**
     * For an answer of a host that has just told its hardware address: as long as others are waited for anyway, in case
     * that the kernel has to ask twice, but at once if few are enough.
     */
    long near(long now) {
        long soon = now + near;
        long late = isSent ? Math.min(end - now, patience) + now : now + patience;
        return hurries || late - soon < 0 ? soon : late;
    }
}
