package dev.netkit.file;

import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.ReceiverMessage.Stored;
import dev.netkit.file.SenderMessage.Offer;
import dev.netkit.file.StoreFailedException.Code;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One file on its way into the inbox. Nothing of it is seen under its final name before {@link #finish}; what was cut off
 * can be resumed. For one thread.
 */
final class IncomingFile implements Incoming {
    /** Up to here the digest is made on the receiving thread. */
    private static final long SMALL_BYTES = 1024 * 1024;

    /** After a crash at most so much is received again. */
    private static final long CHECKPOINT_BYTES = 16L * 1024 * 1024;

    private final Inbox inbox;
    private final Offer offer;
    private final PeerPath path;
    private final PartialNames names;
    private final long here;
    private final Optional<String> hereSha256;
    private final boolean whole;

    private FileChannel channel;
    private Optional<DataDigest> digest = Optional.empty();
    private Optional<Path> storedAt = Optional.empty();
    private boolean identical;
    private boolean closed;
    private long position;
    private long nextCheckpoint;
    private CompletableFuture<?> lastCheckpoint = CompletableFuture.completedFuture(null);

    private IncomingFile(
            Inbox inbox,
            Offer offer,
            PeerPath path,
            PartialNames names,
            long here,
            Optional<String> hereSha256,
            boolean whole) {
        this.inbox = inbox;
        this.offer = offer;
        this.path = path;
        this.names = names;
        this.here = here;
        this.hereSha256 = hereSha256;
        this.whole = whole;
    }

    /** A file of which there is a part, or nothing yet. */
    static IncomingFile partial(
            Inbox inbox, Offer offer, PeerPath path, PartialNames names, Optional<PartialState> state) {
        long offset = state.map(PartialState::offset).orElse(0L);
        Optional<String> sha256 = state.filter(found -> offset > 0).map(PartialState::prefixSha256);
        return new IncomingFile(inbox, offer, path, names, offset, sha256, false);
    }

    /** A file of which there is one of the same name and size, with that digest. */
    static IncomingFile whole(Inbox inbox, Offer offer, PeerPath path, PartialNames names, String sha256) {
        return new IncomingFile(inbox, offer, path, names, offer.size().orElseThrow(), Optional.of(sha256), true);
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public Accept accept(Optional<byte[]> salt) {
        return new Accept(here, hereSha256, salt);
    }

    @Override
    public void begin(long offset) throws IOException, StoreFailedException {
        if (offset != 0 && offset != here) {
            throw new ProtocolException("offset " + offset + " where 0 or " + here + " was accepted");
        }
        identical = whole && offset == here;
        if (identical) {
            return;
        }
        position = offset;
        nextCheckpoint = offset + CHECKPOINT_BYTES;
        if (offset == 0) {
            discard();
            channel = InboxFolder.create(names.partial());
            openDigest(Digests.sha256());
        } else {
            resume(offset);
        }
    }

    private void resume(long offset) throws IOException, StoreFailedException {
        channel = InboxFolder.reopen(names.partial());
        MessageDigest prefix = Digests.ofPrefix(channel, offset);
        if (!Optional.of(Digests.hex(prefix)).equals(hereSha256)) {
            discard();
            throw new StoreFailedException(Code.IO_ERROR, "what was received before has changed on the disk");
        }
        channel.truncate(offset).position(offset);
        openDigest(prefix);
    }

    private void openDigest(MessageDigest prefix) {
        boolean small = offer.size().isPresent() && offer.size().get() <= SMALL_BYTES;
        digest = inbox.settings().verified()
                ? Optional.of(small ? new InlineDigest(prefix) : new ParallelDigest(prefix))
                : Optional.empty();
    }

    @Override
    public Optional<Long> missing() {
        return offer.size().map(size -> identical ? 0 : size - position);
    }

    @Override
    public ByteBuffer buffer(ByteBuffer spare) {
        return digest.isPresent() ? digest.get().lease(spare) : spare.clear();
    }

    @Override
    public void write(ByteBuffer buffer) throws StoreFailedException {
        int length = buffer.remaining();
        checkRoom(length);
        int start = buffer.position();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            digest.ifPresent(running -> running.giveBack(buffer));
            throw failedWrite(e);
        }
        position += length;
        digest.ifPresent(running -> running.submit(buffer.position(start)));
        checkpoint();
    }

    private void checkRoom(int length) throws StoreFailedException {
        if (offer.size().isEmpty() && position + length > inbox.mostOfOne()) {
            throw new StoreFailedException(Code.NO_SPACE, "at most " + inbox.mostOfOne() + " bytes are taken");
        }
    }

    private StoreFailedException failedWrite(IOException e) {
        return inbox.isFull()
                ? new StoreFailedException(Code.NO_SPACE, "the disk is full after " + position + " bytes", e)
                : new StoreFailedException(Code.IO_ERROR, "cannot be written after " + position + " bytes", e);
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

    /** Publishes the file: it is on disk, and verified if that is wanted, before it has its name. */
    @Override
    public Stored finish(Optional<String> sha256) throws StoreFailedException {
        String digestHere = identical ? hereSha256.get() : "";
        if (digest.isPresent()) {
            digestHere = digest.get().soFar().join();
        }
        if (inbox.settings().verified() && !sha256.equals(Optional.of(digestHere))) {
            close();
            forget();
            throw new StoreFailedException(
                    Code.CHECKSUM_MISMATCH,
                    sha256.isEmpty()
                            ? "no digest came, and only what is verified is stored here"
                            : "the digest here is " + digestHere);
        }
        Optional<String> verified = Optional.of(digestHere).filter(text -> !text.isEmpty());
        if (identical) {
            forget(); // a crash between the last two steps of publishing leaves its state
            storedAt = Optional.of(names.partial().resolveSibling(path.fileName()));
            close();
            return new Stored(path.toString(), position(), verified, Optional.of(true));
        }
        return new Stored(publish().toString(), position, verified, Optional.empty());
    }

    @Override
    public Optional<Path> storedAt() {
        return storedAt;
    }

    private long position() {
        return identical ? here : position;
    }

    private PeerPath publish() throws StoreFailedException {
        try {
            channel.force(true);
            channel.close();
            applyAttributes();
            PeerPath name = inbox.publish(names.partial(), path, position);
            storedAt = Optional.of(names.partial().resolveSibling(name.fileName()));
            PartialState.delete(names.state());
            InboxFolder.sync(names.partial().getParent());
            return name;
        } catch (IOException e) {
            throw failedWrite(e);
        } finally {
            close();
        }
    }

    private void applyAttributes() throws IOException {
        if (offer.modified().isPresent()) {
            Files.setLastModifiedTime(
                    names.partial(), FileTime.from(offer.modified().get()));
        }
        PosixFileAttributeView posix = Files.getFileAttributeView(names.partial(), PosixFileAttributeView.class);
        if (offer.mode().isPresent() && posix != null) {
            posix.setPermissions(PermissionBits.taken(offer.mode().get()));
        }
    }

    /** What has come is kept for a resumption, if it can be resumed. */
    @Override
    public void abandon() {
        boolean resumable =
                channel != null && digest.isPresent() && offer.size().isPresent() && position > 0;
        if (resumable) {
            lastCheckpoint.join();
            note(position, digest.get().soFar().join());
        } else if (channel != null) {
            forget();
        }
        close();
    }

    private void close() {
        if (closed) {
            return; // the name may be somebody else's by now
        }
        closed = true;
        digest.ifPresent(DataDigest::close);
        digest = Optional.empty();
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Everything that matters was forced to the disk before.
        }
        channel = null;
        inbox.release(names.partial());
    }

    private void forget() {
        try {
            discard();
        } catch (IOException e) {
            // It stays as a partial file, which nobody takes for a whole one.
        }
    }

    private void discard() throws IOException {
        PartialState.delete(names.state());
        Files.deleteIfExists(names.partial());
    }
}
