package dev.netkit.file.send;

import java.util.concurrent.locks.LockSupport;

/** Holds a sender to a number of bytes a second, by making it wait. For one thread. */
final class RateLimit {
    /** In portions of a tenth of a second, so that the rate is even and a stop is noticed. */
    private static final int PORTIONS_PER_SECOND = 10;

    private final long bytesPerSecond;
    private long free = System.nanoTime();

    /** 0 = no limit. */
    RateLimit(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    boolean isSet() {
        return bytesPerSecond > 0;
    }

    /** Blocks until some of so many bytes may go; returns how many. */
    long allow(long wanted) {
        long portion =
                bytesPerSecond == 0 ? wanted : Math.min(wanted, Math.max(1, bytesPerSecond / PORTIONS_PER_SECOND));
        spend(portion);
        return portion;
    }

    /** Blocks until so many bytes may go, all at once. */
    void spend(long bytes) {
        if (bytesPerSecond == 0) {
            return;
        }
        for (long now = System.nanoTime(); now < free; now = System.nanoTime()) {
            LockSupport.parkNanos(free - now);
        }
        free = Math.max(free, System.nanoTime()) + bytes * 1_000_000_000L / bytesPerSecond;
    }
}
