package dev.netkit.discovery.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.discovery.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ScanProgressTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final ScanProgress progress = new ScanProgress(new PrintStream(terminal, true, UTF_8));

    @Test
    void itsLineIsClearedOnce() {
        progress.accept(new Scan.Progress(512, 4094, 12));
        progress.clear();
        progress.clear();
        assertThat(terminal.toString(UTF_8)).isEqualTo("\r\033[K512 of 4094 asked, 12 up\r\033[K");
    }

    @Test
    void whatWasNeverShownIsNotCleared() {
        progress.clear();
        assertThat(terminal.size()).isZero();
    }
}
