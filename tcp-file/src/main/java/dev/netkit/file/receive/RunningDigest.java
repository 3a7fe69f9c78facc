package dev.netkit.file.receive;

import dev.netkit.file.Digests;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;

/**
 * The SHA-256 of data that passes through a connection's buffers: of a large file on the thread of its ring, of a small
 * one at once, because handing it over would cost more. For one filling thread.
 */
final class RunningDigest {
    /** Up to here a file is small. */
    private static final long SMALL_BYTES = 1024 * 1024;

    private final MessageDigest digest;
    private final ReceiveBuffers buffers;
    private final boolean ring;

    /** Goes on from a digest that may have seen a prefix, and which is this object's from now on. */
    RunningDigest(MessageDigest digest, long size, ReceiveBuffers buffers) {
        this.digest = digest;
        this.buffers = buffers;
        this.ring = size > SMALL_BYTES && buffers.makeRing();
    }

    /** An empty buffer to be filled. */
    ByteBuffer lease() {
        return ring ? buffers.lease() : buffers.single();
    }

    /** Digests the buffer from its position to its limit, and takes it back. */
    void submit(ByteBuffer filled) {
        if (ring) {
            buffers.digest(digest, filled);
        } else {
            digest.update(filled);
        }
    }

    /** Takes back a buffer that is not to be digested. */
    void giveBack(ByteBuffer unused) {
        if (ring) {
            buffers.giveBack(unused);
        }
    }

    /** The digest in hex of everything that was submitted so far; submitting goes on. */
    CompletableFuture<String> soFar() {
        return ring ? buffers.soFar(digest) : CompletableFuture.completedFuture(Digests.hex(digest));
    }
}
