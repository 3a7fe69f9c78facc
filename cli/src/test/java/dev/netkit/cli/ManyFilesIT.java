package dev.netkit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** A folder with very many files, and a sender that is interrupted. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the sessions are written for a POSIX shell")
class ManyFilesIT {
    /** In memory where there is room for it: a disk brings only some hundred files a second to safety. */
    static final class InMemory implements TempDirFactory {
        private static final Path MEMORY = Path.of("/dev/shm");

        /** Two hundred thousand small files; a container may have as little as 64 MiB there. */
        private static final long ROOM = 1L << 30;

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension) throws Exception {
            return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM
                    ? Files.createTempDirectory(MEMORY, "netkit-test")
                    : Files.createTempDirectory("netkit-test");
        }
    }

    @TempDir(factory = InMemory.class)
    private Path folder;

    @Test
    void hundredThousandFilesArriveOnOneConnection() throws Exception {
        play(
                "& netkit file-server --bind 127.0.0.1 -p 0 -q --dir inbox",
                "$ mkdir many; for d in $(seq 100); do mkdir many/$d; for f in $(seq 1000); do echo $d $f > many/$d/$f;"
                        + " done; done",
                "$ netkit send-file -q -r 127.0.0.1:$PORT many; diff -r many inbox/many && find inbox -type f | wc -l",
                "100000");
    }

    @Test
    void interruptedSenderLeavesWithItsOwnCodeAndWhatCanBeResumed() throws Exception {
        play(
                "& netkit file-server --bind 127.0.0.1 -p 0 -q --dir inbox",
                "$ head -c 100000000 /dev/urandom > big; timeout --preserve-status -s INT 5 "
                        + "netkit send-file -q 127.0.0.1:$PORT big --limit-rate 10m",
                "[130]",
                "$ netkit send-file --json 127.0.0.1:$PORT big | jq -c 'select(.event==\"resumed\").offset > 0';"
                        + " cmp big inbox/big",
                "true");
    }

    private void play(String... lines) throws Exception {
        try (TranscriptRunner runner = new TranscriptRunner(folder)) {
            runner.play(Transcript.parse(List.of(lines), 1));
        }
    }
}
