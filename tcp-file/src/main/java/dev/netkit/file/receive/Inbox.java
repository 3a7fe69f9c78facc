package dev.netkit.file.receive;

import dev.netkit.file.BadNameException;
import dev.netkit.file.PeerPath;
import dev.netkit.file.SenderMessage.Offer;
import dev.netkit.file.receive.InboxSettings.OnExists;
import dev.netkit.file.receive.RefusedException.Code;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides which files are taken, and where each goes. Knows no sockets; for use by any number of receiving threads.
 */
final class Inbox implements Taker {
    /** Left free on the disk, for the state files and for everybody else. */
    private static final long RESERVE = 1024 * 1024;

    private final InboxSettings settings;
    private final InboxFolder folder;
    private final File disk;
    private final Claims claims;
    private final FinalNames finalNames;

    Inbox(InboxSettings settings) throws IOException {
        this.settings = settings;
        this.folder = new InboxFolder(settings.folder());
        this.disk =
                folder.root().toFile(); // no FileStore: finding one needs the table of mounts, which a sandbox may hide
        this.claims = new Claims(settings.maxTotal());
        this.finalNames = new FinalNames(settings.onExists());
    }

    InboxSettings settings() {
        return settings;
    }

    FinalNames finalNames() {
        return finalNames;
    }

    @Override
    public IncomingFile take(Offer offer, Offerer offerer) throws RefusedException {
        PeerPath path = checkedPath(offer);
        String top = settings.byPeer() ? folderOf(offerer.address()) : "";
        Claims.Claim claim = claims.claim(top + "/" + path.collisionKey(), offer, offerer);
        boolean taken = false;
        try {
            IncomingFile file = taken(offer, path, folders(top, path), claim);
            taken = true;
            return file;
        } catch (NotDirectoryException e) {
            throw new RefusedException(Code.BAD_NAME, "a part of it is no folder here");
        } catch (InvalidPathException e) {
            throw new RefusedException(Code.BAD_NAME, "the system here cannot write such a name");
        } catch (IOException e) {
            throw refused(e);
        } finally {
            if (!taken) {
                claim.release();
            }
        }
    }

    private RefusedException refused(IOException e) {
        if (isFull()) {
            return new RefusedException(Code.NO_SPACE, "the disk is full");
        }
        return new RefusedException(Code.NOT_ALLOWED, "it cannot be stored here: " + reason(e));
    }

    /** Why, without the path, which is nobody else's business. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason().toLowerCase(Locale.ROOT)
                : "the disk fails";
    }

    private PeerPath checkedPath(Offer offer) throws RefusedException {
        try {
            PeerPath path = PeerPath.parse(offer.name());
            if (path.parts().stream().anyMatch(PartialNames::isReserved)) {
                throw new BadNameException("a part of it ends as files under way do");
            }
            checkExtension(path.fileName());
            return path;
        } catch (BadNameException e) {
            throw new RefusedException(Code.BAD_NAME, e.getMessage());
        }
    }

    private void checkExtension(String name) throws RefusedException {
        if (settings.extensions().isEmpty()) {
            return;
        }
        String folded = name.toLowerCase(Locale.ROOT);
        if (settings.extensions().stream().noneMatch(extension -> folded.endsWith("." + extension))) {
            throw new RefusedException(Code.NOT_ALLOWED, "files with such an ending are not taken here");
        }
    }

    private static String folderOf(InetAddress peer) {
        return peer.getHostAddress().replace(':', '-').replace('%', '-');
    }

    private static List<String> folders(String top, PeerPath path) {
        List<String> parts = new ArrayList<>();
        if (!top.isEmpty()) {
            parts.add(top);
        }
        parts.addAll(path.folders());
        return parts;
    }

    private IncomingFile taken(Offer offer, PeerPath path, List<String> folders, Claims.Claim claim)
            throws RefusedException, IOException {
        checkSize(offer, claim);
        Path parent = folder.look(folders);
        if (settings.onExists() == OnExists.KEEP && finalNames.isTaken(parent, path.fileName())) {
            throw new RefusedException(Code.EXISTS, "there is a file of that name, and it is kept");
        }
        PartialNames names = PartialNames.of(parent, path.fileName());
        Destination destination = new Destination(folder, folders, path, names);
        Optional<Prefix> part =
                PartialState.load(names.state()).flatMap(state -> Prefix.of(names.partial(), state, offer));
        Optional<Prefix> whole = part.isPresent() ? Optional.empty() : whole(offer, parent.resolve(path.fileName()));
        if (whole.isPresent()) {
            return new IncomingFile(this, claim, offer, destination, whole, true);
        }
        long here = part.map(Prefix::length).orElse(0L);
        claim.written(here);
        checkSpace(offer, here, names.partial(), claim);
        return new IncomingFile(this, claim, offer, destination, part, false);
    }

    private void checkSize(Offer offer, Claims.Claim claim) throws RefusedException {
        long size = offer.size().orElse(0L);
        if (size > settings.maxSize()) {
            throw new RefusedException(Code.TOO_LARGE, "at most " + settings.maxSize() + " bytes are taken");
        }
        if (!claim.reserve(size)) {
            throw new RefusedException(Code.TOO_LARGE, "at most " + claim.room() + " bytes more are taken");
        }
    }

    /** A file of that name and size is offered back: if the sender's is the same, nothing needs to be sent. */
    private Optional<Prefix> whole(Offer offer, Path file) throws IOException {
        boolean candidate = settings.verified()
                && offer.size().isPresent()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == offer.size().get();
        if (!candidate) {
            return Optional.empty();
        }
        try {
            return Optional.of(Prefix.read(file, offer.size().get()));
        } catch (AccessDeniedException e) {
            return Optional.empty(); // then it is another file, as far as anybody here can tell
        }
    }

    private void checkSpace(Offer offer, long here, Path partial, Claims.Claim claim)
            throws RefusedException, IOException {
        long needed = offer.size().orElse(0L) - here;
        long removed = here == 0 && Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS) ? Files.size(partial) : 0;
        long free = Math.max(0, disk.getUsableSpace() + removed - RESERVE - claim.othersMissing());
        if (needed > free) {
            throw new RefusedException(Code.NO_SPACE, needed + " bytes are needed and " + free + " are free");
        }
    }

    /** Whether the disk is as good as full: what a failed write was most likely about. */
    boolean isFull() {
        return disk.isDirectory() && disk.getUsableSpace() < RESERVE;
    }
}
