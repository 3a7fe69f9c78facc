package dev.netkit.common.crypto;

import java.time.Instant;

/** This machine's clock stands before 1970, a time that no token can carry. */
public final class ClockException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private ClockException(long seconds) {
        super("this machine's clock stands at " + Instant.ofEpochSecond(seconds) + ", before every token's time");
    }

    static long check(long seconds) {
        if (seconds < 0) {
            throw new ClockException(seconds);
        }
        return seconds;
    }
}
