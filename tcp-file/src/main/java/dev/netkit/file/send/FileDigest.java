package dev.netkit.file.send;

import dev.netkit.file.Digests;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The digest of a file, and that of a prefix of it on the way, by one read of it on another thread. */
final class FileDigest {
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

    /** Starts to read on that thread; {@code file} must stay open until both results are there. */
    static FileDigest start(Executor thread, FileChannel file, long prefix, long size) {
        FileDigest digest = new FileDigest(file, prefix, size);
        thread.execute(digest::read);
        return digest;
    }

    private void read() {
        try {
            MessageDigest digest = Digests.sha256();
            Digests.update(digest, file, 0, prefix);
            ofPrefix.complete(Digests.hex(digest));
            Digests.update(digest, file, prefix, size);
            ofAll.complete(Digests.hex(digest));
        } catch (IOException | RuntimeException e) {
            ofPrefix.completeExceptionally(e);
            ofAll.completeExceptionally(e);
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
            throw new UnreadableException(
                    "it cannot be read any more: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
