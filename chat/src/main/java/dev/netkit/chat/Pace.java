package dev.netkit.chat;

import java.time.Duration;

/**
 * How a client can be written to.
 *
 * @param whole whether one write carries one piece and nothing else
 * @param pause between two writes
 */
record Pace(boolean whole, Duration pause) {
    /** Everything that there is, at once. */
    static final Pace STREAM = new Pace(false, Duration.ZERO);
}
