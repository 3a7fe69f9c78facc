package dev.netkit.common.net;

import java.time.Duration;
import java.util.function.LongSupplier;

/** So many in any second, wherever it begins, and no more; for one thread. */
public final class AnswerAllowance {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long[] taken;
    private final LongSupplier nanoTime;
    private int oldest;
    private int size;

    public AnswerAllowance(int aSecond, LongSupplier nanoTime) {
        this.taken = new long[aSecond];
        this.nanoTime = nanoTime;
    }

    /** Whether there may be one more now; if so, it is counted. */
    public boolean take() {
        long now = nanoTime.getAsLong();
        if (size == taken.length && now - taken[oldest] < SECOND) {
            return false;
        }
        size = Math.min(taken.length, size + 1);
        taken[oldest] = now;
        oldest = (oldest + 1) % taken.length;
        return true;
    }
}
