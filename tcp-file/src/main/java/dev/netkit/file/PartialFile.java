package dev.netkit.file;

import dev.netkit.file.SenderMessage.Offer;
import dev.netkit.file.StoreFailedException.Code;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The data of a file that is under way, with its digest and the state from which it can be resumed. For one thread. */
final class PartialFile implements Closeable {
    /** Up to here the digest is made on the receiving thread. */
    private static final long SMALL_BYTES = 1024 * 1024;

    /** After a crash at most so much is received again. */
    private static final long CHECKPOINT_BYTES = 16L * 1024 * 1024;

    private final PartialNames names;
    private final Offer offer;
    private final FileChannel channel;
    private final Optional<DataDigest> digest;
    private long position;
    private long nextCheckpoint;
    private CompletableFuture<?> lastCheckpoint = CompletableFuture.completedFuture(null);

    private PartialFile(
            PartialNames names, Offer offer, FileChannel channel, Optional<MessageDigest> prefix, long position) {
        this.names = names;
        this.offer = offer;
        this.channel = channel;
        this.digest = prefix.map(this::running);
        this.position = position;
        this.nextCheckpoint = position + CHECKPOINT_BYTES;
    }

    private DataDigest running(MessageDigest prefix) {
        boolean small = offer.size().isPresent() && offer.size().get() <= SMALL_BYTES;
        return small ? new InlineDigest(prefix) : new ParallelDigest(prefix);
    }

    /** Begins with nothing; what there was before is removed. Without a digest it can never be resumed. */
    static PartialFile create(PartialNames names, Offer offer, boolean digested) throws IOException {
        names.delete();
        Optional<MessageDigest> digest = digested ? Optional.of(Digests.sha256()) : Optional.empty();
        return new PartialFile(names, offer, InboxFolder.create(names.partial()), digest, 0);
    }

    /**
     * Goes on with what is there; reads it once.
     *
     * @throws StoreFailedException if it is not what {@code prefixSha256} says, in which case it is removed
     */
    static PartialFile resume(PartialNames names, Offer offer, long offset, String prefixSha256)
            throws IOException, StoreFailedException {
        FileChannel channel = InboxFolder.reopen(names.partial());
        try {
            MessageDigest prefix = Digests.ofPrefix(channel, offset);
            if (!Digests.hex(prefix).equals(prefixSha256)) {
                names.delete();
                throw new StoreFailedException(Code.IO_ERROR, "what was received before has changed on the disk");
            }
            channel.truncate(offset).position(offset);
            return new PartialFile(names, offer, channel, Optional.of(prefix), offset);
        } catch (IOException | StoreFailedException e) {
            channel.close();
            throw e;
        }
    }

    /** How many bytes are there. */
    long position() {
        return position;
    }

    ByteBuffer buffer(ByteBuffer spare) {
        return digest.isPresent() ? digest.get().lease(spare) : spare.clear();
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
        if (position < nextCheckpoint || digest.isEmpty() || offer.size().isEmpty() || !lastCheckpoint.isDone()) {
            return;
        }
        nextCheckpoint = position + CHECKPOINT_BYTES;
        long offset = position;
        lastCheckpoint = digest.get().soFar().thenAccept(sha256 -> note(offset, sha256));
    }

    private void note(long offset, String sha256) {
        try {
            new PartialState(offer.size().orElseThrow(), offer.modified(), offset, sha256).save(names.state());
        } catch (IOException e) {
            // Less can be resumed, and nothing else is lost.
        }
    }

    /** The digest of all that is there, in hex, if it is made; blocks until it is. */
    Optional<String> sha256() {
        return digest.map(running -> running.soFar().join());
    }

    /** Blocks until all of it has reached the disk. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Leaves what is there to be resumed, if it can be. */
    void keep() {
        boolean resumable = digest.isPresent() && offer.size().isPresent() && position > 0;
        if (resumable) {
            lastCheckpoint.join();
            note(position, sha256().orElseThrow());
        } else {
            discard();
        }
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
        digest.ifPresent(DataDigest::close);
        try {
            channel.close();
        } catch (IOException e) {
            // Everything that matters was forced to the disk before.
        }
    }
}
