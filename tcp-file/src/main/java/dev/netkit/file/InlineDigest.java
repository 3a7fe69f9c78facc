package dev.netkit.file;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;

/** Digests at once, on the thread that fills the caller's buffer: for files so small that a thread would cost more. */
final class InlineDigest implements DataDigest {
    private final MessageDigest digest;

    /** Goes on from a digest that has seen a prefix, and which is this object's from now on. */
    InlineDigest(MessageDigest digest) {
        this.digest = digest;
    }

    @Override
    public ByteBuffer lease(ByteBuffer callers) {
        return callers.clear();
    }

    @Override
    public void submit(ByteBuffer filled) {
        digest.update(filled);
    }

    @Override
    public void giveBack(ByteBuffer unused) {}

    @Override
    public CompletableFuture<String> soFar() {
        return CompletableFuture.completedFuture(Digests.hex(digest));
    }

    @Override
    public void close() {}
}
