package dev.netkit.chat.client;

import java.time.Duration;

/** How long to wait before each next try: longer and longer, until a connection has held for a while. For one thread. */
final class Pauses {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Duration next = SHORTEST;

    /** The pause after a connection that held for so long. */
    Duration after(Duration held) {
        if (held.compareTo(LONGEST) >= 0) {
            next = SHORTEST;
        }
        Duration pause = next;
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
        return pause;
    }
}
