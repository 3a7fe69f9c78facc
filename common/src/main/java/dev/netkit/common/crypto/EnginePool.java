package dev.netkit.common.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Keeps engines for the next use, a few per processor. Not one per thread: a server may have ten thousand threads, and
 * hardly more engines are at work at a time than there are processors to run them.
 */
final class EnginePool {
    private final AtomicReferenceArray<TokenEngine> idle;
    private final Supplier<TokenEngine> maker;

    EnginePool(Supplier<TokenEngine> maker) {
        this.maker = maker;
        int places = Integer.highestOneBit(Math.max(1, Runtime.getRuntime().availableProcessors())) * 4;
        idle = new AtomicReferenceArray<>(places);
    }

    /** An engine for the caller alone, until {@link #giveBack}; one that failed is simply not given back. */
    TokenEngine take() {
        int home = home();
        for (int i = 0; i < idle.length(); i++) {
            int place = home ^ i;
            TokenEngine engine = idle.get(place) == null ? null : idle.getAndSet(place, null);
            if (engine != null) {
                return engine;
            }
        }
        return maker.get();
    }

    /** Drops the engine where there are enough already. */
    void giveBack(TokenEngine engine) {
        int home = home();
        for (int i = 0; i < idle.length(); i++) {
            if (idle.compareAndSet(home ^ i, null, engine)) {
                return;
            }
        }
    }

    /** Where a thread looks first, so that threads seldom meet. */
    private int home() {
        return (int) Thread.currentThread().getId() & idle.length() - 1;
    }
}
