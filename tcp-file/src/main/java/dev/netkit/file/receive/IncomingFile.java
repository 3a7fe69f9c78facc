package dev.netkit.file.receive;

import dev.netkit.file.Digests;
import dev.netkit.file.PeerPath;
import dev.netkit.file.PermissionBits;
import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.ReceiverMessage.Stored;
import dev.netkit.file.SenderMessage.Offer;
import dev.netkit.file.receive.StoreFailedException.Code;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/**
 * One file on its way into the inbox. Nothing of it is seen under its final name before {@link #finish}; what was cut off
 * can be resumed. For one thread.
 */
final class IncomingFile implements Incoming {
    private final Inbox inbox;
    private final Claims.Claim claim;
    private final Offer offer;
    private final Destination destination;
    private final Optional<Prefix> here;
    private final boolean whole;

    private Optional<PartialFile> data = Optional.empty();
    private Optional<Path> storedAt = Optional.empty();
    private boolean released;

    /** {@code here} is what there is of it; {@code whole}: not as a part, but as a file of the same name and size. */
    IncomingFile(
            Inbox inbox,
            Claims.Claim claim,
            Offer offer,
            Destination destination,
            Optional<Prefix> here,
            boolean whole) {
        this.inbox = inbox;
        this.claim = claim;
        this.offer = offer;
        this.destination = destination;
        this.here = here;
        this.whole = whole;
    }

    @Override
    public Offer offer() {
        return offer;
    }

    @Override
    public Accept accept(Optional<byte[]> salt) {
        return new Accept(hereLength(), here.map(Prefix::sha256), salt);
    }

    private long hereLength() {
        return here.map(Prefix::length).orElse(0L);
    }

    @Override
    public void begin(long offset, ReceiveBuffers buffers) throws ProtocolException, StoreFailedException {
        if (offset != 0 && offset != hereLength()) {
            throw new ProtocolException("offset " + offset + " where 0 or " + hereLength() + " was accepted");
        }
        if (whole && offset == hereLength()) {
            return; // nothing is to be sent
        }
        try {
            destination.check();
            data = Optional.of(offset == 0 ? create(buffers) : resume(buffers));
        } catch (IOException e) {
            throw failed(offset, e);
        }
    }

    private PartialFile create(ReceiveBuffers buffers) throws IOException {
        return PartialFile.create(destination.names(), offer, inbox.settings().verified(), buffers);
    }

    private PartialFile resume(ReceiveBuffers buffers) throws IOException {
        return PartialFile.resume(destination.names(), offer, here.orElseThrow(), buffers);
    }

    @Override
    public Optional<Long> missing() {
        return offer.size().map(size -> data.map(file -> size - file.position()).orElse(0L));
    }

    @Override
    public ByteBuffer buffer() {
        return data.orElseThrow().buffer();
    }

    @Override
    public void write(ByteBuffer buffer) throws StoreFailedException {
        PartialFile file = data.orElseThrow();
        if (offer.size().isEmpty()) {
            checkRoom(file.position() + buffer.remaining());
        }
        try {
            file.write(buffer);
            claim.written(file.position());
        } catch (IOException e) {
            throw failed(file.position(), e);
        }
    }

    /** Whether a file of unknown size may become that large. */
    private void checkRoom(long size) throws StoreFailedException {
        if (size > inbox.settings().maxSize() || !claim.reserve(size)) {
            long most = Math.min(inbox.settings().maxSize(), claim.room());
            throw new StoreFailedException(Code.NO_SPACE, "at most " + most + " bytes are taken");
        }
    }

    private StoreFailedException failed(long position, IOException e) {
        return inbox.isFull()
                ? new StoreFailedException(Code.NO_SPACE, "the disk is full after " + position + " bytes", e)
                : new StoreFailedException(
                        Code.IO_ERROR, "it cannot be written after " + position + " bytes: " + Inbox.reason(e), e);
    }

    /** Publishes the file: it is on disk, and verified if that is wanted, before it has its name. */
    @Override
    public Stored finish(Optional<String> sha256) throws StoreFailedException {
        try {
            Optional<String> digest = data.isPresent() ? data.get().sha256() : here.map(Prefix::sha256);
            if (inbox.settings().verified() && !sha256.map(Digests::lowerCase).equals(digest)) {
                data.ifPresent(PartialFile::discard);
                throw mismatch(sha256, digest);
            }
            return data.isPresent() ? publish(data.get(), digest) : identical();
        } finally {
            release();
        }
    }

    private static StoreFailedException mismatch(Optional<String> theirs, Optional<String> here) {
        return new StoreFailedException(
                Code.CHECKSUM_MISMATCH,
                theirs.isEmpty()
                        ? "no digest came, and only what is verified is stored here"
                        : "the digest here is " + here.orElseThrow());
    }

    private Stored identical() throws StoreFailedException {
        Path file = destination.sibling(destination.path());
        if (!here.orElseThrow().identity().isUnchangedAt(file)) {
            throw new StoreFailedException(Code.IO_ERROR, "the file that was here has changed meanwhile");
        }
        try {
            destination.names().delete(); // a crash between the last two steps of publishing leaves its state
        } catch (IOException e) {
            // It does no harm.
        }
        storedAt = Optional.of(file);
        return new Stored(destination.path().toString(), hereLength(), here.map(Prefix::sha256), Optional.of(true));
    }

    private Stored publish(PartialFile file, Optional<String> sha256) throws StoreFailedException {
        try {
            file.complete();
            file.close();
            applyAttributes();
            destination.check();
            PartialState.delete(destination.names().state());
            PeerPath name = inbox.finalNames().publish(destination.names().partial(), destination.path());
            claim.stored(file.position());
            storedAt = Optional.of(destination.sibling(name));
            InboxFolder.sync(destination.names().partial().getParent());
            return new Stored(name.toString(), file.position(), sha256, Optional.empty());
        } catch (StoreFailedException e) {
            file.discard();
            throw e;
        } catch (IOException e) {
            throw failed(file.position(), e);
        }
    }

    private void applyAttributes() throws IOException {
        Path partial = destination.names().partial();
        if (offer.modified().isPresent()) {
            Files.getFileAttributeView(partial, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(FileTime.from(offer.modified().get()), null, null);
        }
        PosixFileAttributeView posix =
                Files.getFileAttributeView(partial, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (offer.mode().isPresent() && posix != null) {
            posix.setPermissions(PermissionBits.taken(offer.mode().get()));
        }
    }

    @Override
    public Optional<Path> storedAt() {
        return storedAt;
    }

    /** What has come is kept for a resumption, if it can be resumed. */
    @Override
    public void abandon() {
        if (!released) {
            data.ifPresent(file -> claim.kept(file.keep()));
            release();
        }
    }

    /** Once only: the name may be somebody else's afterwards. */
    private void release() {
        if (!released) {
            released = true;
            data.ifPresent(PartialFile::close);
            claim.release();
        }
    }
}
