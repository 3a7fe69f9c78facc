package dev.netkit.common.net;

import java.time.Duration;

/** Time limits as sockets take them. */
public final class TimeLimits {
    private TimeLimits() {}

    /** Milliseconds for a socket option: rounded up, because 0 means for ever there, and at most 24 days. */
    public static int millis(Duration limit) {
        long millis = limit.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) >= 0
                ? Integer.MAX_VALUE
                : limit.plusNanos(999_999).toMillis();
        return (int) Math.max(0, millis);
    }
}
