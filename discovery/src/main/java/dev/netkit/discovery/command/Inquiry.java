package dev.netkit.discovery.command;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Asks in several ways at once, each on a thread of its own, until there are answers enough or the time is up. */
final class Inquiry {
    private final int until;
    private final Listener listener;
    private final List<Way> ways = new ArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final Queue<IOException> failures = new ConcurrentLinkedQueue<>();
    private final AtomicReference<IOException> unheard = new AtomicReference<>();
    private final ReentrantLock telling = new ReentrantLock();

    /** Is told of each answer, one at a time. */
    interface Listener {
        void on(Answer answer) throws IOException;
    }

    /** One way to ask. */
    interface Way {
        /** Blocks until the time is up, the listener wants no more, or it is stopped. */
        void ask(Predicate<Answer> goesOn) throws IOException;

        /** Ends it from another thread. */
        void stop();
    }

    Inquiry(int until, Listener listener) {
        this.until = until;
        this.listener = listener;
    }

    void add(Way way) {
        ways.add(way);
    }

    /**
     * Asks, and blocks until it is over.
     *
     * @return how many answers there were
     * @throws IOException if the listener failed, or if a way could not be gone and the others led nowhere
     */
    int run() throws IOException {
        List<Thread> threads = ways.stream().map(this::thread).toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            join(thread);
        }
        if (unheard.get() != null) {
            throw unheard.get();
        }
        if (!failures.isEmpty() && answers.get() == 0) {
            throw failures.peek();
        }
        return answers.get();
    }

    private Thread thread(Way way) {
        return new Thread(
                () -> {
                    try {
                        way.ask(this::tell);
                    } catch (IOException e) {
                        failures.add(e);
                    }
                },
                "netkit-inquiry");
    }

    private boolean tell(Answer answer) {
        telling.lock();
        try {
            if (unheard.get() == null && answers.get() < until) {
                answers.incrementAndGet();
                listener.on(answer);
            }
        } catch (IOException e) {
            unheard.set(e);
        } finally {
            telling.unlock();
        }
        boolean enough = unheard.get() != null || answers.get() >= until;
        if (enough) {
            ways.forEach(Way::stop);
        }
        return !enough;
    }

    private static void join(Thread thread) throws InterruptedIOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }
}
