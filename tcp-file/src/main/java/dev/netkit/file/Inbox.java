package dev.netkit.file;

import dev.netkit.file.InboxSettings.OnExists;
import dev.netkit.file.RefusedException.Code;
import dev.netkit.file.SenderMessage.Offer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides which files are taken, where each goes, and under which name it appears. Knows no sockets; for use by any
 * number of receiving threads.
 */
final class Inbox implements Taker {
    /** Left free on the disk, for the state files and for everybody else. */
    private static final long RESERVE = 1024 * 1024;

    private final InboxSettings settings;
    private final InboxFolder folder;
    private final FileStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final TakenNames taken = new TakenNames();
    private final Set<Path> underWay = new HashSet<>();
    private long total;

    Inbox(InboxSettings settings) throws IOException {
        this.settings = settings;
        this.folder = new InboxFolder(settings.folder());
        this.store = Files.getFileStore(folder.root()); // asked once: finding it reads the table of mounts
    }

    InboxSettings settings() {
        return settings;
    }

    @Override
    public IncomingFile take(Offer offer, InetAddress peer) throws RefusedException, IOException {
        PeerPath path = checkedPath(offer);
        checkSize(offer);
        Path parent = parent(path, peer);
        PartialNames names = PartialNames.of(parent, path.fileName());
        claim(names.partial());
        try {
            return taken(offer, path, parent, names);
        } catch (RefusedException | IOException | RuntimeException e) {
            release(names.partial());
            throw e;
        }
    }

    private PeerPath checkedPath(Offer offer) throws RefusedException {
        try {
            PeerPath path = PeerPath.parse(offer.name());
            if (PartialNames.isReserved(path.fileName())) {
                throw new BadNameException("its ending is that of files under way");
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
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (name.lastIndexOf('.') < 0 || !settings.extensions().contains(extension)) {
            throw new RefusedException(Code.NOT_ALLOWED, "files with such an ending are not taken here");
        }
    }

    private void checkSize(Offer offer) throws RefusedException {
        long size = offer.size().orElse(0L);
        if (size > settings.maxSize()) {
            throw new RefusedException(Code.TOO_LARGE, "at most " + settings.maxSize() + " bytes are taken");
        }
        if (size > room()) {
            throw new RefusedException(Code.TOO_LARGE, "at most " + room() + " bytes more are taken");
        }
    }

    /** How many bytes more are taken by the settings, whatever the disk has. */
    long room() {
        lock.lock();
        try {
            return settings.maxTotal() - total;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes of one file are taken at most, when its size is not known before. */
    long mostOfOne() {
        return Math.min(settings.maxSize(), room());
    }

    private Path parent(PeerPath path, InetAddress peer) throws RefusedException, IOException {
        List<String> parts = new ArrayList<>();
        if (settings.byPeer()) {
            parts.add(peer.getHostAddress().replace(':', '-').replace('%', '-'));
        }
        parts.addAll(path.folders());
        try {
            return folder.folder(parts);
        } catch (NotDirectoryException e) {
            throw new RefusedException(Code.BAD_NAME, "a part of it is no folder here");
        }
    }

    private void claim(Path partial) throws RefusedException {
        lock.lock();
        try {
            if (!underWay.add(partial)) {
                throw new RefusedException(Code.BUSY, "somebody is sending a file of that name just now");
            }
        } finally {
            lock.unlock();
        }
    }

    private IncomingFile taken(Offer offer, PeerPath path, Path parent, PartialNames names)
            throws RefusedException, IOException {
        Optional<IncomingFile> whole = whole(offer, path, parent, names);
        if (whole.isPresent()) {
            return whole.get();
        }
        if (settings.onExists() == OnExists.KEEP && isTaken(parent, path.fileName())) {
            throw new RefusedException(Code.EXISTS, "there is a file of that name, and it is kept");
        }
        Optional<PartialState> state = PartialState.load(names.state())
                .filter(found -> found.fits(offer))
                .filter(found -> isPartialFile(names.partial(), found.offset()));
        checkSpace(offer, state.map(PartialState::offset).orElse(0L));
        return IncomingFile.partial(this, offer, path, names, state);
    }

    /** A file of that name and size is offered back: if the sender's is the same, nothing needs to be sent. */
    private Optional<IncomingFile> whole(Offer offer, PeerPath path, Path parent, PartialNames names)
            throws IOException, RefusedException {
        Path file = parent.resolve(path.fileName());
        boolean candidate = settings.verified()
                && offer.size().isPresent()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == offer.size().get();
        if (!candidate) {
            return Optional.empty();
        }
        try (FileChannel channel = InboxFolder.read(file)) {
            String digest = Digests.hex(Digests.ofPrefix(channel, offer.size().get()));
            return Optional.of(IncomingFile.whole(this, offer, path, names, digest));
        }
    }

    private static boolean isPartialFile(Path partial, long atLeast) {
        try {
            return Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS) && Files.size(partial) >= atLeast;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isTaken(Path parent, String name) throws IOException {
        lock.lock();
        try {
            return taken.has(parent, name);
        } finally {
            lock.unlock();
        }
    }

    private void checkSpace(Offer offer, long here) throws RefusedException, IOException {
        long needed = offer.size().orElse(0L) - here;
        long free = store.getUsableSpace();
        if (needed > free - RESERVE) {
            throw new RefusedException(
                    Code.NO_SPACE, needed + " bytes are needed and " + Math.max(0, free - RESERVE) + " are free");
        }
    }

    /** Whether the disk is as good as full: what a failed write was most likely about. */
    boolean isFull() {
        try {
            return store.getUsableSpace() < RESERVE;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives a finished partial file the name under which everybody sees it, in one step; returns that name. */
    PeerPath publish(Path partial, PeerPath wanted, long size) throws StoreFailedException, IOException {
        Path parent = partial.getParent();
        lock.lock();
        try {
            PeerPath name = freeName(parent, wanted);
            Files.move(partial, parent.resolve(name.fileName()), StandardCopyOption.ATOMIC_MOVE);
            taken.add(parent, name.fileName());
            total += size;
            return name;
        } finally {
            lock.unlock();
        }
    }

    private PeerPath freeName(Path parent, PeerPath wanted) throws StoreFailedException, IOException {
        if (!taken.has(parent, wanted.fileName())) {
            return wanted;
        }
        return switch (settings.onExists()) {
            case OVERWRITE -> overwritable(parent, wanted);
            case RENAME -> numbered(parent, wanted);
            case KEEP ->
                throw new StoreFailedException(
                        StoreFailedException.Code.IO_ERROR,
                        "a file of that name has appeared meanwhile, and it is kept");
        };
    }

    /** Only a file can be replaced: a folder or a link of that name is left alone, and the new file gets a number. */
    private PeerPath overwritable(Path parent, PeerPath wanted) throws IOException {
        Path file = parent.resolve(wanted.fileName());
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? wanted : numbered(parent, wanted);
    }

    private PeerPath numbered(Path parent, PeerPath wanted) throws IOException {
        for (int number = 1; ; number++) {
            PeerPath candidate = wanted.withFileName(PartialNames.numbered(wanted.fileName(), number));
            if (!taken.has(parent, candidate.fileName())) {
                return candidate;
            }
        }
    }

    /** Another sender may take the name from now on. */
    void release(Path partial) {
        lock.lock();
        try {
            underWay.remove(partial);
        } finally {
            lock.unlock();
        }
    }
}
