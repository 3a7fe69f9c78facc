package dev.netkit.file.receive;

import dev.netkit.file.PeerPath;
import dev.netkit.file.receive.InboxSettings.OnExists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.locks.ReentrantLock;

/** Gives finished files the names under which everybody sees them. For use by any number of receiving threads. */
final class FinalNames {
    private final OnExists onExists;
    private final ReentrantLock lock = new ReentrantLock();
    private final TakenNames taken = new TakenNames();
    private final RecentMap<Path, Integer> lastNumbers = new RecentMap<>();

    FinalNames(OnExists onExists) {
        this.onExists = onExists;
    }

    boolean isTaken(Path folder, String name) throws IOException {
        lock.lock();
        try {
            return taken.has(folder, name);
        } finally {
            lock.unlock();
        }
    }

    /** Moves a partial file in one step to the wanted name, or what stands in for it; returns that name. */
    PeerPath publish(Path partial, PeerPath wanted) throws StoreFailedException, IOException {
        Path folder = partial.getParent();
        lock.lock();
        try {
            PeerPath name = freeName(folder, wanted);
            Files.move(partial, folder.resolve(name.fileName()), StandardCopyOption.ATOMIC_MOVE);
            taken.add(folder, name.fileName());
            return name;
        } finally {
            lock.unlock();
        }
    }

    private PeerPath freeName(Path folder, PeerPath wanted) throws StoreFailedException, IOException {
        if (!taken.has(folder, wanted.fileName())) {
            return wanted;
        }
        return switch (onExists) {
            case OVERWRITE -> overwritable(folder, wanted);
            case RENAME -> numbered(folder, wanted);
            case KEEP ->
                throw new StoreFailedException(
                        StoreFailedException.Code.IO_ERROR,
                        "a file of that name has appeared meanwhile, and it is kept");
        };
    }

    /** Only a file can be replaced: a folder or a link of that name is left alone, and the new file gets a number. */
    private PeerPath overwritable(Path folder, PeerPath wanted) throws IOException {
        Path file = folder.resolve(wanted.fileName());
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? wanted : numbered(folder, wanted);
    }

    /** Goes on from the last number, so that the thousandth file of one name does not try a thousand. */
    private PeerPath numbered(Path folder, PeerPath wanted) throws IOException {
        Path file = folder.resolve(wanted.fileName());
        for (int number = lastNumbers.getOrDefault(file, 0) + 1; ; number++) {
            PeerPath candidate = wanted.withFileName(PartialNames.numbered(wanted.fileName(), number));
            if (!taken.has(folder, candidate.fileName())) {
                lastNumbers.put(file, number);
                return candidate;
            }
        }
    }
}
