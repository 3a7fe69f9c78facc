package dev.netkit.file;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/**
 * SHA-256 on a thread of its own, over a ring of direct buffers: one thread fills a buffer and hands it over while an
 * earlier one is digested. For one filling thread.
 */
final class ParallelDigest implements DataDigest {
    static final int BUFFER_BYTES = 256 * 1024;
    private static final int BUFFERS = 8;

    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(BUFFERS + 2);
    private final MessageDigest digest;
    private int made;

    /** Something to be done in its turn; false = the last one. */
    private interface Job {
        boolean run();
    }

    /** Goes on from a digest that has seen a prefix, and which is this object's from now on. */
    ParallelDigest(MessageDigest digest) {
        this.digest = digest;
        Thread thread = new Thread(this::work, "netkit-digest");
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            while (jobs.take().run()) {
                // Everything is in the job.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of the ring; blocks while all are still being digested. */
    @Override
    public ByteBuffer lease(ByteBuffer callers) {
        if (free.isEmpty() && made < BUFFERS) {
            made++;
            return ByteBuffer.allocateDirect(BUFFER_BYTES);
        }
        return uninterrupted(free::take).clear();
    }

    @Override
    public void submit(ByteBuffer filled) {
        submit(() -> {
            digest.update(filled);
            free.add(filled);
            return true;
        });
    }

    @Override
    public void giveBack(ByteBuffer unused) {
        free.add(unused);
    }

    @Override
    public CompletableFuture<String> soFar() {
        CompletableFuture<String> result = new CompletableFuture<>();
        submit(() -> result.complete(Digests.hex(digest)));
        return result;
    }

    private void submit(Job job) {
        uninterrupted(() -> {
            jobs.put(job);
            return job;
        });
    }

    private interface Blocking<T> {
        T call() throws InterruptedException;
    }

    private static <T> T uninterrupted(Blocking<T> call) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return call.call();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the thread once it is through with what was submitted. */
    @Override
    public void close() {
        submit(() -> false);
    }
}
