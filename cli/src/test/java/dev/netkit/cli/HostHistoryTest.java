package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HostHistoryTest {
    @TempDir
    Path folder;

    @Test
    void theLastNewHostIsFirstAndEachIsThereOnce() throws IOException {
        HostHistory history = history("hosts");
        history.remember("lab-7:9090");
        history.remember("[::1]:7777");
        history.remember("lab-7:9090");

        assertThat(folder.resolve("netkit/hosts")).hasContent("[::1]:7777\nlab-7:9090");
    }

    @Test
    void noMoreThanAHundredAreKept() throws IOException {
        HostHistory history = history("hosts");
        for (int i = 0; i <= HostHistory.MOST; i++) {
            history.remember("host-" + i);
        }

        assertThat(Files.readAllLines(folder.resolve("netkit/hosts")))
                .hasSize(HostHistory.MOST)
                .contains("host-100")
                .doesNotContain("host-0");
    }

    @Test
    void whatAShellWouldRunIsNotKept() {
        HostHistory history = history("hosts");
        history.remember("$(reboot)");
        history.remember("a\nb");
        history.remember("-v");

        assertThat(folder.resolve("netkit/hosts")).doesNotExist();
    }

    @Test
    void aFileThatCannotBeWrittenIsNobodysError() throws IOException {
        Files.createDirectories(folder.resolve("netkit/hosts"));

        history("hosts").remember("lab-7");

        assertThat(folder.resolve("netkit/hosts")).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerCanReadIt() throws IOException {
        history("hosts").remember("lab-7");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("netkit/hosts"))))
                .isEqualTo("rw-------");
    }

    private HostHistory history(String name) {
        return new HostHistory(Optional.of(folder.resolve("netkit").resolve(name)));
    }
}
