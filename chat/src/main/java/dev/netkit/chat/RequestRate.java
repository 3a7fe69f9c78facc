package dev.netkit.chat;

import java.util.concurrent.TimeUnit;

/** A bucket of tokens: some requests at once, then so many a second. Not for use by two threads at once. */
final class RequestRate {
    private final long nanosPerRequest;
    private final long burstNanos;
    private long nextFree;

    /** @param perSecond 0 = no limit */
    RequestRate(int perSecond, int burst, long now) {
        this.nanosPerRequest = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burstNanos = nanosPerRequest * burst;
        this.nextFree = now - burstNanos;
    }

    /** A request has come at {@code now}; returns for how many nanoseconds it is to wait. */
    long request(long now) {
        nextFree = Math.max(nextFree, now - burstNanos) + nanosPerRequest;
        return Math.max(0, nextFree - now);
    }
}
