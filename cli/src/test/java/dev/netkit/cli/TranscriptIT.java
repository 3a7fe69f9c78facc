package dev.netkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every terminal session in src/test/resources/transcripts. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the sessions are written for a POSIX shell")
@ExtendWith(WarmStart.class)
class TranscriptIT {
    private static final Path TRANSCRIPTS = Path.of("src", "test", "resources", "transcripts");

    static List<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theSessionRunsAsWritten(Path file, @TempDir Path folder) throws Exception {
        try (TranscriptRunner runner = new TranscriptRunner(folder)) {
            runner.play(Transcript.read(file));
        }
    }
}
