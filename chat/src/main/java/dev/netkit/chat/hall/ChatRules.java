package dev.netkit.chat.hall;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What members may do.
 *
 * @param motd what everybody is told who comes in
 * @param perSecond requests of one connection a second, after {@link #BURST} at once; 0 = as many as it likes
 */
public record ChatRules(Optional<String> motd, int perSecond) {
    /** Requests that may come at once. */
    public static final int BURST = 20;

    public static final int DEFAULT_RATE = 5;

    public ChatRules {
        if (perSecond < 0) {
            throw new IllegalArgumentException("a rate is 0 (none) or more, not " + perSecond);
        }
    }

    /** After how long there may be one more request; 0 = at once. */
    long nanosPerRequest() {
        return perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** No message of the day, and the usual rate. */
    public static final ChatRules DEFAULT = new ChatRules(Optional.empty(), DEFAULT_RATE);
}
