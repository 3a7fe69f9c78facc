package dev.netkit.common.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    private String[] files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
        }
    }

    @Test
    void contentIsReplacedAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("file");
        WholeFile.replace(file, "first".getBytes());
        WholeFile.replace(file, "second".getBytes());
        assertThat(file).hasContent("second");
        assertThat(files()).containsExactly("file");
    }

    @Test
    void nothingIsLeftOfWhatFails() throws IOException {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.createFile(full.resolve("file"));
        assertThatIOException().isThrownBy(() -> WholeFile.replace(full, "x".getBytes()));
        assertThat(files()).containsExactly("full");
    }

    @Test
    void secretIsItsOwnersAlone() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path file = folder.resolve("secret");
        WholeFile.replace(file, "x".getBytes(), OwnerOnly.file(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
