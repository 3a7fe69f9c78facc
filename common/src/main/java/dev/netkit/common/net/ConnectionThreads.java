package dev.netkit.common.net;

import java.io.Closeable;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that connections run on. The first few run on pooled platform threads, which answer fastest while they
 * are few; the rest on virtual threads where the JVM has them (21 and later) and they can wait, else on the pool as well.
 * docs/performance.md has the figures behind that.
 */
public final class ConnectionThreads implements Executor, Closeable {
    /** Up to this many live connections get a platform thread each, even where there are virtual ones. */
    static final int ON_PLATFORM_THREADS = Math.min(16, 2 * Runtime.getRuntime().availableProcessors());

    private static final long STACK_BYTES = 256 * 1024;
    private static final Optional<ThreadFactory> VIRTUAL = virtualThreads();
    private static final Optional<FirstWait> FIRST_WAIT = VIRTUAL.map(FirstWait::new);

    private final AtomicInteger threadNumber = new AtomicInteger();
    private final AtomicInteger onPlatform = new AtomicInteger();
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), this::newPlatformThread);

    /**
     * Runs the task, which must not throw, on a thread of its own.
     *
     * @throws OutOfMemoryError if the system gives no more threads; the task does not run then
     */
    @Override
    public void execute(Runnable task) {
        boolean many = onPlatform.get() >= ON_PLATFORM_THREADS;
        if (many && FIRST_WAIT.isPresent() && FIRST_WAIT.get().isDone()) {
            VIRTUAL.get().newThread(task).start();
        } else {
            startOnPlatform(task);
        }
    }

    private void startOnPlatform(Runnable task) {
        onPlatform.incrementAndGet();
        try {
            pool.execute(() -> runOnPlatform(task));
        } catch (OutOfMemoryError e) {
            onPlatform.decrementAndGet();
            throw e;
        }
    }

    private void runOnPlatform(Runnable task) {
        try {
            task.run();
        } finally {
            onPlatform.decrementAndGet();
        }
    }

    private Thread newPlatformThread(Runnable task) {
        Thread thread = new Thread(null, task, "netkit-connection-" + threadNumber.incrementAndGet(), STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    /** Thread.ofVirtual().factory() of JDK 21 and later, by reflection: the floor is 17. */
    private static Optional<ThreadFactory> virtualThreads() {
        if (Runtime.version().feature() < 21) {
            return Optional.empty();
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Object factory = Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
            return Optional.of((ThreadFactory) factory);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
