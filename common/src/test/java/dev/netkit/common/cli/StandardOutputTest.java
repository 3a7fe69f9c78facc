package dev.netkit.common.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class StandardOutputTest {
    @TempDir
    Path folder;

    @Test
    void bytesGoOutAtOnceHoweverTheyAreWritten() throws IOException {
        Path file = folder.resolve("out");
        try (FileOutputStream target = new FileOutputStream(file.toFile());
                StandardOutput out = new StandardOutput(target)) {
            out.write('a');
            assertThat(file).hasContent("a");
            out.write("bcd".getBytes(US_ASCII));
            out.write("--ef--".getBytes(US_ASCII), 2, 2);
            assertThat(file).hasContent("abcdef");
        }
    }

    @Test
    void closingLeavesTheDescriptorOpen() throws IOException {
        Path file = folder.resolve("out");
        try (FileOutputStream target = new FileOutputStream(file.toFile())) {
            new StandardOutput(target).close();
            target.write('a');
        }
        assertThat(file).hasContent("a");
    }

    /** Which of the two it is depends on the real standard output of this process; transcripts test each. */
    @Test
    void failureToWriteIsALostReaderOrALocalFailure() throws IOException {
        FileOutputStream closed = new FileOutputStream(folder.resolve("out").toFile());
        closed.close();
        try (StandardOutput out = new StandardOutput(closed)) {
            assertThatThrownBy(() -> out.write('a'))
                    .isInstanceOfAny(OutputClosedException.class, LocalFileException.class)
                    .hasCauseInstanceOf(IOException.class);
        }
    }
}
