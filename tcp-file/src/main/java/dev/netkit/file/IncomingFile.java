package dev.netkit.file;

import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.ReceiverMessage.Stored;
import dev.netkit.file.SenderMessage.Offer;
import dev.netkit.file.StoreFailedException.Code;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Optional;

/**
 * One file on its way into the inbox. Nothing of it is seen under its final name before {@link #finish}; what was cut off
 * can be resumed. For one thread.
 */
final class IncomingFile implements Incoming {
    private final Inbox inbox;
    private final Offer offer;
    private final PeerPath path;
    private final PartialNames names;
    private final long here;
    private final Optional<String> hereSha256;
    private final boolean whole;

    private Optional<PartialFile> data = Optional.empty();
    private Optional<Path> storedAt = Optional.empty();
    private boolean released;

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
        if (whole && offset == here) {
            return; // nothing is to be sent
        }
        data = Optional.of(
                offset == 0
                        ? PartialFile.create(names, offer, inbox.settings().verified())
                        : PartialFile.resume(names, offer, offset, hereSha256.orElseThrow()));
    }

    @Override
    public Optional<Long> missing() {
        return offer.size().map(size -> data.map(file -> size - file.position()).orElse(0L));
    }

    @Override
    public ByteBuffer buffer(ByteBuffer spare) {
        return data.map(file -> file.buffer(spare)).orElse(spare.clear());
    }

    @Override
    public void write(ByteBuffer buffer) throws StoreFailedException {
        PartialFile file = data.orElseThrow();
        if (offer.size().isEmpty() && file.position() + buffer.remaining() > inbox.mostOfOne()) {
            throw new StoreFailedException(Code.NO_SPACE, "at most " + inbox.mostOfOne() + " bytes are taken");
        }
        try {
            file.write(buffer);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private StoreFailedException failed(PartialFile file, IOException e) {
        return inbox.isFull()
                ? new StoreFailedException(Code.NO_SPACE, "the disk is full after " + file.position() + " bytes", e)
                : new StoreFailedException(Code.IO_ERROR, "cannot be written after " + file.position() + " bytes", e);
    }

    /** Publishes the file: it is on disk, and verified if that is wanted, before it has its name. */
    @Override
    public Stored finish(Optional<String> sha256) throws StoreFailedException {
        try {
            Optional<String> here = data.isPresent() ? data.get().sha256() : hereSha256;
            if (inbox.settings().verified() && !sha256.equals(here)) {
                data.ifPresent(PartialFile::discard);
                throw mismatch(sha256, here);
            }
            return data.isPresent() ? publish(data.get(), here) : identical();
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

    private Stored identical() {
        try {
            names.delete(); // a crash between the last two steps of publishing leaves its state
        } catch (IOException e) {
            // It does no harm.
        }
        storedAt = Optional.of(names.partial().resolveSibling(path.fileName()));
        return new Stored(path.toString(), here, hereSha256, Optional.of(true));
    }

    private Stored publish(PartialFile file, Optional<String> sha256) throws StoreFailedException {
        try {
            file.force();
            file.close();
            applyAttributes();
            PeerPath name = inbox.publish(names.partial(), path, file.position());
            storedAt = Optional.of(names.partial().resolveSibling(name.fileName()));
            PartialState.delete(names.state());
            InboxFolder.sync(names.partial().getParent());
            return new Stored(name.toString(), file.position(), sha256, Optional.empty());
        } catch (StoreFailedException e) {
            file.discard();
            throw e;
        } catch (IOException e) {
            throw failed(file, e);
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

    @Override
    public Optional<Path> storedAt() {
        return storedAt;
    }

    /** What has come is kept for a resumption, if it can be resumed. */
    @Override
    public void abandon() {
        if (!released) {
            data.ifPresent(PartialFile::keep);
            release();
        }
    }

    /** Once only: the name may be somebody else's afterwards. */
    private void release() {
        if (!released) {
            released = true;
            data.ifPresent(PartialFile::close);
            inbox.release(names.partial());
        }
    }
}
