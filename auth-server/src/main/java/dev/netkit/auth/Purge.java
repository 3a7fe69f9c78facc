package dev.netkit.auth;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Has what is over removed from the store, now and then, by whoever happens to log in or fail to. */
final class Purge {
    private static final long EVERY_MILLIS = 60_000;

    private final Sessions sessions;
    private final LoginDelays delays;
    private final Clock clock;
    private final AtomicLong last;

    Purge(Sessions sessions, LoginDelays delays, Clock clock) {
        this.sessions = sessions;
        this.delays = delays;
        this.clock = clock;
        this.last = new AtomicLong(clock.millis());
    }

    void now() throws IOException {
        sessions.purge();
        delays.purge();
    }

    /** Once a minute at most, and by one thread. */
    void nowAndThen() throws IOException {
        long before = last.get();
        long now = clock.millis();
        boolean due = now - before >= EVERY_MILLIS || now < before; // somebody may have set the clock back
        if (due && last.compareAndSet(before, now)) {
            now();
        }
    }
}
