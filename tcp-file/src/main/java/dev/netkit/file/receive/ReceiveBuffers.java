package dev.netkit.file.receive;

import dev.netkit.common.net.BulkBuffers;
import dev.netkit.file.Digests;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What one connection receives its files with, one after another: a buffer, and for large files a ring of buffers and a
 * thread that digests one while the next is filled. Each is made when it is first needed; where the server has no more
 * direct buffers, everything happens on the receiving thread. For one filling thread.
 */
final class ReceiveBuffers implements Closeable {
    static final int BUFFER_BYTES = 256 * 1024;
    private static final int RING = 4;
    private static final int WITHOUT_DIRECT_BYTES = 16 * 1024;

    private final BulkBuffers shared;
    private final List<ByteBuffer> taken = new ArrayList<>();
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(RING);
    private ByteBuffer single;
    private ExecutorService digests;

    /** {@code shared} has direct buffers of {@link #BUFFER_BYTES}. */
    ReceiveBuffers(BulkBuffers shared) {
        this.shared = shared;
    }

    /** The one buffer for what needs no ring. */
    ByteBuffer single() {
        if (single == null) {
            Optional<ByteBuffer> direct = shared.take();
            direct.ifPresent(taken::add);
            single = direct.orElseGet(() -> ByteBuffer.allocate(WITHOUT_DIRECT_BYTES));
        }
        return single.clear();
    }

    /** Sees to it that there is a ring; false if there are no buffers for one. */
    boolean makeRing() {
        if (digests != null) {
            return true;
        }
        List<ByteBuffer> ring = new ArrayList<>();
        for (Optional<ByteBuffer> next = shared.take(); next.isPresent(); next = shared.take()) {
            ring.add(next.get());
            if (ring.size() == RING) {
                break;
            }
        }
        if (ring.size() < RING) {
            ring.forEach(shared::giveBack);
            return false;
        }
        taken.addAll(ring);
        free.addAll(ring);
        digests = Executors.newSingleThreadExecutor(ReceiveBuffers::thread);
        return true;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "netkit-digest");
        thread.setDaemon(true);
        return thread;
    }

    /** An empty buffer of the ring; blocks while all are still being digested. */
    ByteBuffer lease() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return free.take().clear();
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

    /** Digests a buffer of the ring from its position to its limit, and takes it back. */
    void digest(MessageDigest digest, ByteBuffer filled) {
        digests.execute(() -> {
            digest.update(filled);
            free.add(filled);
        });
    }

    /** Takes back a buffer of the ring that is not to be digested. */
    void giveBack(ByteBuffer unused) {
        free.add(unused);
    }

    /** The digest in hex of everything that was handed over so far. */
    CompletableFuture<String> soFar(MessageDigest digest) {
        return CompletableFuture.supplyAsync(() -> Digests.hex(digest), digests);
    }

    /** Ends the thread once it is through, and gives the buffers back. */
    @Override
    public void close() {
        if (digests == null) {
            taken.forEach(shared::giveBack);
        } else {
            digests.execute(() -> taken.forEach(shared::giveBack));
            digests.shutdown();
        }
    }
}
