package dev.netkit.chat.talk;

import java.time.Duration;

/**
 * How a client can be written to.
 *
 * @param whole whether one write carries one piece and nothing else
 * @param pause between two writes
 */
public record Pace(boolean whole, Duration pause) {
    /** Everything that there is, at once. */
    public static final Pace STREAM = new Pace(false, Duration.ZERO);
}
