package dev.netkit.common.crypto;

import java.time.Clock;
import java.time.Duration;

/** Whether a token is young enough. Times are whole seconds since 1970, as tokens carry them. */
final class TokenAge {
    private TokenAge() {}

    static long now(Clock clock) {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    static long timestamp(byte[] token) {
        return TokenFormat.getLong(token, TokenFormat.TIMESTAMP_OFFSET);
    }

    static boolean isWithin(Duration ttl, byte[] token, long now) {
        long timestamp = timestamp(token);
        // The field is unsigned: from 2^63 on it looks negative here, and is far ahead of every clock.
        boolean ahead = timestamp < 0 || timestamp > now + Fernet.MAX_CLOCK_SKEW.getSeconds();
        return !ahead && now - timestamp <= ttl.getSeconds();
    }
}
