package dev.netkit.chat.client;

import dev.netkit.chat.wire.ChatRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** {@link Outgoing} for several threads: those who say something, the one who sends it, and the one who hears of it. */
final class Outbox {
    /** Whoever says more waits, so that a long input does not end up in memory. */
    private static final int MOST_WAITING = 1_000;

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Outgoing outgoing = new Outgoing();
    private boolean ending;
    private boolean over;

    private <T> T change(Supplier<T> action) {
        lock.lock();
        try {
            T result = action.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable action) {
        change(() -> {
            action.run();
            return this;
        });
    }

    /** Adds a request; blocks while too many wait, and does nothing once the conversation is over. */
    void put(ChatRequest request) {
        lock.lock();
        try {
            while (outgoing.waiting() >= MOST_WAITING && !over) {
                changed.awaitUninterruptibly();
            }
            outgoing.add(request);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link Outgoing#open}. */
    void open(List<ChatRequest.Join> rooms) {
        change(() -> outgoing.open(rooms));
    }

    /** Nothing can go any more; what the next connection does not need is dropped. */
    void connectionLost() {
        change(outgoing::connectionLost);
    }

    /** From now on there is only a goodbye to be sent. */
    void end() {
        change(() -> {
            ending = true;
        });
    }

    /** Nothing will be sent any more; whoever waits need not. */
    void over() {
        change(() -> {
            over = true;
        });
    }

    /** Has {@link #take} return. */
    void wake() {
        change(() -> {});
    }

    /** Blocks for what is to be sent next: until something changes, or up to that long. */
    Optional<ChatRequest> take(int window, Duration longest) {
        lock.lock();
        try {
            Optional<ChatRequest> next = next(window);
            if (next.isEmpty()) {
                await(longest.toNanos());
                next = next(window);
            }
            if (next.isPresent()) {
                changed.signalAll(); // there is room for more
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private Optional<ChatRequest> next(int window) {
        return ending ? Optional.of(new ChatRequest.Bye()) : outgoing.next(window);
    }

    private void await(long nanos) {
        try {
            changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link Outgoing#settle}. */
    Optional<ChatRequest.Text> settle(String id) {
        return change(() -> outgoing.settle(id));
    }

    /** As {@link Outgoing#isSettled}. */
    boolean isSettled(String id) {
        return change(() -> outgoing.isSettled(id));
    }

    /** As {@link Outgoing#refused}. */
    void refused(String why) {
        change(() -> outgoing.refused(why));
    }

    /** As {@link Outgoing#refusals}. */
    List<ChatEvent> refusals() {
        return change(outgoing::refusals);
    }

    /** How many texts wait or are under way. */
    int unsettled() {
        return change(outgoing::unsettled);
    }

    /**
     * Blocks until the fate of every text is known, the conversation is over, or nothing became known for that long
     * (zero = for ever); returns how many are left.
     */
    int awaitSettled(Duration patience) {
        lock.lock();
        try {
            long seen = outgoing.settled();
            long progress = System.nanoTime();
            while (outgoing.unsettled() > 0 && !over && !Thread.currentThread().isInterrupted()) {
                long left = patience.isZero() ? BETWEEN_LOOKS_NANOS : progress + patience.toNanos() - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                await(left);
                progress = outgoing.settled() == seen ? progress : System.nanoTime();
                seen = outgoing.settled();
            }
            return outgoing.unsettled();
        } finally {
            lock.unlock();
        }
    }
}
