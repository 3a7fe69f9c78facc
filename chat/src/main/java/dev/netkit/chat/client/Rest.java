package dev.netkit.chat.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where a conversation's own thread waits, for the time to pass or for a connection, until somebody ends it. */
final class Rest {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private boolean over;
    private Optional<Thread> busy = Optional.empty();

    /** Something that takes its time, and fails when its thread is interrupted. */
    interface Wait<T> {
        T run() throws IOException;
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Blocks for so long, or until the end. */
    void pause(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0 && !over) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            over = true;
        } finally {
            lock.unlock();
        }
    }

    /** Does what may take its time, unless the end has come; interrupts it when that comes. */
    <T> Optional<T> unlessOver(Wait<T> wait) throws IOException {
        if (!begin()) {
            return Optional.empty();
        }
        try {
            return Optional.of(wait.run());
        } finally {
            lock.lock();
            busy = Optional.empty();
            lock.unlock();
            Thread.interrupted(); // an end that came too late to interrupt it must not disturb what follows
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            busy = over ? Optional.empty() : Optional.of(Thread.currentThread());
            return !over;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            over = true;
            busy.ifPresent(Thread::interrupt);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
