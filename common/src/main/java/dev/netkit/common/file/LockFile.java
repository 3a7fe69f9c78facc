package dev.netkit.common.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one process at a time change what belongs to a file; the file itself stays empty. Whoever could open it
 * could hold everybody up, so that it is its owner's alone.
 */
public final class LockFile {
    private static final Set<OpenOption> MAKE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    /** A lock on a file belongs to the whole process, whose threads may have come to it by different ways. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path path;

    /** A file in a folder that is there when it is locked. */
    public LockFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** Something to be done by one at a time. */
    public interface Change<T> {
        T make() throws IOException;
    }

    /** Blocks until everybody else is through, here and in other processes; not for use inside of itself. */
    public <T> T locked(Change<T> change) throws IOException {
        Path real = path.getParent().toRealPath().resolve(path.getFileName());
        ReentrantLock threads = THREADS.computeIfAbsent(real, file -> new ReentrantLock());
        threads.lock();
        try (FileChannel file = FileChannel.open(real, MAKE, OwnerOnly.file(real))) {
            FileLock others = file.lock();
            try {
                return change.make();
            } finally {
                others.release();
            }
        } finally {
            threads.unlock();
        }
    }
}
