package dev.netkit.auth;

import dev.netkit.auth.store.AccountStore;
import dev.netkit.auth.store.StoreException;
import java.time.Clock;
import java.time.Duration;

/**
 * How long wrong passwords have to wait for their answer: longer with each one in a row for the same name, known or not.
 * Only who fails waits, so that nobody can lock somebody else out.
 */
final class LoginDelays {
    private static final int[] SECONDS = {1, 2, 4, 8, 15};

    /** After so long without a wrong password the first one is a first one again. */
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private final AccountStore store;
    private final Clock clock;

    LoginDelays(AccountStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** A wrong password; returns how long its answer has to wait. */
    Duration failed(String key) throws StoreException {
        long now = clock.millis();
        int failures = store.failed(key, now, now - MEMORY.toMillis());
        return Duration.ofSeconds(SECONDS[Math.min(failures, SECONDS.length) - 1]);
    }

    /** Forgets what does not count any more. */
    void purge() throws StoreException {
        store.purgeFailures(clock.millis() - MEMORY.toMillis());
    }

    void succeeded(String key) throws StoreException {
        store.succeeded(key);
    }
}
