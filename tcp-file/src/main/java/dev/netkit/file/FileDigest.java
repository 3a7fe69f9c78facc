package dev.netkit.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The digest of a file, and that of a prefix of it on the way, by one read of it on a thread of its own. */
final class FileDigest {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final FileChannel file;
    private final long prefix;
    private final long size;
    private final CompletableFuture<String> ofPrefix = new CompletableFuture<>();
    private final CompletableFuture<String> ofAll = new CompletableFuture<>();

    private FileDigest(FileChannel file, long prefix, long size) {
        this.file = file;
        this.prefix = prefix;
        this.size = size;
    }

    /** Starts to read; {@code file} must stay open until both results are there. */
    static FileDigest start(FileChannel file, long prefix, long size) {
        FileDigest digest = new FileDigest(file, prefix, size);
        Thread thread = new Thread(digest::read, "netkit-digest");
        thread.setDaemon(true);
        thread.start();
        return digest;
    }

    private void read() {
        try {
            MessageDigest digest = Digests.sha256();
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            update(digest, buffer, 0, prefix);
            ofPrefix.complete(Digests.hex(digest));
            update(digest, buffer, prefix, size);
            ofAll.complete(Digests.hex(digest));
        } catch (IOException | RuntimeException e) {
            ofPrefix.completeExceptionally(e);
            ofAll.completeExceptionally(e);
        }
    }

    private void update(MessageDigest digest, ByteBuffer buffer, long from, long to) throws IOException {
        for (long done = from; done < to; ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), to - done));
            int n = file.read(buffer, done);
            if (n < 0) {
                throw new EOFException("the file became shorter while it was sent");
            }
            digest.update(buffer.flip());
            done += n;
        }
    }

    /** The digest of the prefix in hex; blocks until it is there. */
    String ofPrefix() throws IOException {
        return get(ofPrefix);
    }

    /** The digest of all of it in hex; blocks until it is there. */
    String ofAll() throws IOException {
        return get(ofAll);
    }

    private static String get(CompletableFuture<String> result) throws IOException {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw new SendFailedException(
                    "it cannot be read any more: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
