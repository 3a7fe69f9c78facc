package dev.netkit.chat.room;

import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Wakes those who sit in a room, on another thread than that of the one who speaks: to wake a thousand takes longer than
 * to say a word, and whatever is said meanwhile is found by all who wake later, in one go. For use by many threads at
 * once.
 */
public final class WakeUpCall {
    private static final long IDLE_SECONDS = 10;

    private final Executor caller;
    private final Supplier<? extends Collection<Seat>> seats;
    private final AtomicBoolean due = new AtomicBoolean();

    /** @param caller what the call runs on; it does not block */
    WakeUpCall(Executor caller, Supplier<? extends Collection<Seat>> seats) {
        this.caller = caller;
        this.seats = seats;
    }

    /** One thread, while there is something to do, for all the rooms of a server; it ends by itself. */
    public static Executor callerOfAll() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "netkit-wake-up-call");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /** Has everybody look soon for what was told before this; never blocks. */
    void request() {
        if (due.compareAndSet(false, true)) {
            caller.execute(this::call);
        }
    }

    /** What is told from here on asks for a call of its own. */
    private void call() {
        due.set(false);
        seats.get().forEach(seat -> seat.member().writer().wake());
    }
}
