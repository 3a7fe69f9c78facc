package dev.netkit.common.net;

import java.time.Duration;

/**
 * What a peer may cost in time; zero = no limit.
 *
 * @param idle the longest silence in both directions
 * @param frame from a frame's first byte to its last
 * @param write how long one write may be stuck because the peer does not read
 */
public record ConnectionLimits(Duration idle, Duration frame, Duration write) {
    /** No idle limit; 30 s for a frame; 10 s for a write. */
    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(10));

    public ConnectionLimits {
        if (idle.isNegative() || frame.isNegative() || write.isNegative()) {
            throw new IllegalArgumentException("a time limit is not negative");
        }
    }

    public ConnectionLimits withIdle(Duration limit) {
        return new ConnectionLimits(limit, frame, write);
    }
}
