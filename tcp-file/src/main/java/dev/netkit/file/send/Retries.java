package dev.netkit.file.send;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How long to go on trying since the last progress, and how long to wait between. For one thread. */
final class Retries {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Duration longest;
    private Duration pause = SHORTEST_PAUSE;
    private long began;
    private boolean counting;

    Retries(Duration longest) {
        this.longest = longest;
    }

    /** Something was gained: the time begins anew with the next failure. */
    void progress() {
        counting = false;
        pause = SHORTEST_PAUSE;
    }

    /** After a failure: waits if there is time for another try, and says whether there is. */
    boolean pause() {
        long now = System.nanoTime();
        if (!counting) {
            counting = true;
            began = now;
        }
        if (now - began + pause.toNanos() > longest.toNanos()) {
            return false;
        }
        LockSupport.parkNanos(pause.toNanos());
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        return true;
    }
}
