package dev.netkit.common.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LockFileTest {
    private static final int TIMES = 500;

    @TempDir
    private Path folder;

    private int count;

    @Test
    void oneThreadAtATimeComesInByWhicheverWay() throws Exception {
        Path other = Files.createSymbolicLink(folder.resolve("other"), folder);
        List<LockFile> ways = List.of(
                new LockFile(folder.resolve("lock")),
                new LockFile(folder.resolve("lock")),
                new LockFile(other.resolve("lock")),
                new LockFile(folder.resolve("other")
                        .resolve("..")
                        .resolve(folder.getFileName())
                        .resolve("lock")));
        List<Callable<Void>> counters = ways.stream().map(this::counter).toList();
        ExecutorService threads = Executors.newFixedThreadPool(counters.size());
        try {
            for (Future<Void> counter : threads.invokeAll(counters)) {
                counter.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(count).isEqualTo(TIMES * ways.size());
    }

    /** What would lose counts if two were at it. */
    private Callable<Void> counter(LockFile lock) {
        return () -> {
            for (int i = 0; i < TIMES; i++) {
                lock.locked(() -> {
                    int before = count;
                    Thread.yield();
                    count = before + 1;
                    return null;
                });
            }
            return null;
        };
    }

    @Test
    void whatFailsLetsTheNextOneIn() throws IOException {
        LockFile lock = new LockFile(folder.resolve("lock"));
        assertThatIOException()
                .isThrownBy(() -> lock.locked(() -> {
                    throw new IOException("failed");
                }))
                .withMessage("failed");
        assertThat(lock.<String>locked(() -> "in")).isEqualTo("in");
    }

    @Test
    void lockIsItsOwnersAlone() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path file = folder.resolve("lock");
        new LockFile(file).locked(() -> null);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).isEmptyFile();
    }
}
