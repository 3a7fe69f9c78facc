package dev.netkit.file;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** The SHA-256 of data that passes through buffers. For one filling thread. */
interface DataDigest extends Closeable {
    /** An empty buffer to be filled: one of its own, or the caller's. */
    ByteBuffer lease(ByteBuffer callers);

    /** Digests the buffer from its position to its limit, and takes it back. */
    void submit(ByteBuffer filled);

    /** Takes back a buffer that is not to be digested. */
    void giveBack(ByteBuffer unused);

    /** The digest in hex of everything that was submitted so far; submitting goes on. */
    CompletableFuture<String> soFar();

    @Override
    void close();
}
