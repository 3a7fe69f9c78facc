package dev.netkit.auth;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Has what is over removed from the store, now and then, by whoever happens to log in or fail to. */
final class Purge {
    private static final long EVERY_NANOS = 60_000_000_000L;

    private final Sessions sessions;
    private final LoginDelays delays;
    private final AtomicLong last = new AtomicLong(System.nanoTime());

    Purge(Sessions sessions, LoginDelays delays) {
        this.sessions = sessions;
        this.delays = delays;
    }

    void now() throws IOException {
        sessions.purge();
        delays.purge();
    }

    /** Once a minute at most, and by one thread. */
    void nowAndThen() throws IOException {
        long before = last.get();
        long now = System.nanoTime();
        if (now - before >= EVERY_NANOS && last.compareAndSet(before, now)) {
            now();
        }
    }
}
