package dev.netkit.file.receive;

import dev.netkit.file.Digests;
import dev.netkit.file.SenderMessage.Offer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The data of a file that is under way, with its digest and the state from which it can be resumed. For one thread. */
final class PartialFile implements Closeable {
    /** After a crash at most so much is received again, and of a slow file only what came in the last second. */
    private static final long CHECKPOINT_BYTES = 16L * 1024 * 1024;

    private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PartialNames names;
    private final Offer offer;
    private final FileChannel channel;
    private final FileIdentity identity;
    private final ReceiveBuffers buffers;
    private final Optional<RunningDigest> digest;
    private long position;
    private long nextCheckpoint;
    private long checkpointAt = System.nanoTime();
    private CompletableFuture<?> lastCheckpoint = CompletableFuture.completedFuture(null);

    private PartialFile(
            PartialNames names,
            Offer offer,
            FileChannel channel,
            Optional<MessageDigest> prefix,
            long position,
            ReceiveBuffers buffers)
            throws IOException {
        this.names = names;
        this.offer = offer;
        this.channel = channel;
        this.buffers = buffers;
        this.digest = prefix.map(seen -> new RunningDigest(seen, offer.size().orElse(Long.MAX_VALUE), buffers));
        this.position = position;
        this.nextCheckpoint = position + CHECKPOINT_BYTES;
        this.identity = FileIdentity.of(names.partial());
    }

    /** Begins with nothing; what there was before is removed. Without a digest it can never be resumed. */
    static PartialFile create(PartialNames names, Offer offer, boolean digested, ReceiveBuffers buffers)
            throws IOException {
        checkNobodyWrites(names);
        names.delete();
        Optional<MessageDigest> digest = digested ? Optional.of(Digests.sha256()) : Optional.empty();
        FileChannel channel = InboxFolder.create(names.partial());
        try {
            lock(channel);
            return new PartialFile(names, offer, channel, digest, 0, buffers);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Another process with the same inbox may be at it. */
    private static void checkNobodyWrites(PartialNames names) throws IOException {
        if (Files.isRegularFile(names.partial(), LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel there = InboxFolder.reopen(names.partial())) {
                lock(there);
            }
        }
    }

    private static void lock(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new FileSystemException(null, null, "another server is receiving a file of that name");
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            // Some network file systems have no locks; there only one server can have the folder.
        } catch (OverlappingFileLockException e) {
            throw new FileSystemException(null, null, "another inbox is receiving a file of that name");
        }
    }

    /** Goes on after a prefix that is there. */
    static PartialFile resume(PartialNames names, Offer offer, Prefix prefix, ReceiveBuffers buffers)
            throws IOException {
        FileChannel channel = InboxFolder.reopen(names.partial());
        try {
            lock(channel);
            channel.truncate(prefix.length()).position(prefix.length());
            return new PartialFile(names, offer, channel, Optional.of(prefix.digest()), prefix.length(), buffers);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** How many bytes are there. */
    long position() {
        return position;
    }

    ByteBuffer buffer() {
        return digest.isPresent() ? digest.get().lease() : buffers.single();
    }

    /** Appends what is in the buffer, which belongs to this file again afterwards. */
    void write(ByteBuffer buffer) throws IOException {
        int start = buffer.position();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            digest.ifPresent(running -> running.giveBack(buffer));
            throw e;
        }
        position += buffer.position() - start;
        digest.ifPresent(running -> running.submit(buffer.position(start)));
        checkpoint();
    }

    /** Notes now and then how far the file is, on the digest's thread, for the case that this process is killed. */
    private void checkpoint() {
        if (!isCheckpointDue() || digest.isEmpty() || offer.size().isEmpty() || !lastCheckpoint.isDone()) {
            return;
        }
        nextCheckpoint = position + CHECKPOINT_BYTES;
        checkpointAt = System.nanoTime();
        long offset = position;
        lastCheckpoint = digest.get().soFar().thenAccept(sha256 -> note(offset, sha256));
    }

    private boolean isCheckpointDue() {
        return position >= nextCheckpoint || System.nanoTime() - checkpointAt >= CHECKPOINT_NANOS;
    }

    /** Less can be resumed if it fails, and nothing else is lost. */
    private boolean note(long offset, String sha256) {
        try {
            new PartialState(offer.size().orElseThrow(), offer.modified(), offset, sha256).save(names.state());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The digest of all that is there, in hex, if it is made; blocks until it is. */
    Optional<String> sha256() {
        return digest.map(running -> running.soFar().join());
    }

    /**
     * Blocks until all of it has reached the disk.
     *
     * @throws IOException if it cannot, or if the partial file's name is not this file's any more
     */
    void complete() throws IOException {
        channel.force(true);
        if (!identity.isStillAt(names.partial())) {
            throw new FileSystemException(null, null, "somebody has put another file in its place");
        }
    }

    /** Leaves what is there to be resumed, if it can be; what could not is removed. Returns how many bytes stay. */
    long keep() {
        lastCheckpoint.join();
        boolean resumable = digest.isPresent() && offer.size().isPresent() && position > 0;
        if (resumable && note(position, sha256().orElseThrow())) {
            return position;
        }
        discard();
        return 0;
    }

    void discard() {
        try {
            names.delete();
        } catch (IOException e) {
            // It stays as a partial file, which nobody takes for a whole one.
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Everything that matters was forced to the disk before.
        }
    }
}
