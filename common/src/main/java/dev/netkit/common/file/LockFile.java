package dev.netkit.common.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread of one process at a time change what belongs to a file; the file itself stays empty. */
public final class LockFile {
    private final Path path;
    private final ReentrantLock threads = new ReentrantLock(); // a lock on a file belongs to the whole process

    /** A file in a folder that is there when it is locked. */
    public LockFile(Path path) {
        this.path = path;
    }

    /** Something to be done by one at a time. */
    public interface Change<T> {
        T make() throws IOException;
    }

    /** Blocks until everybody else is through, here and in other processes. */
    public <T> T locked(Change<T> change) throws IOException {
        threads.lock();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
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
