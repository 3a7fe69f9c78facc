package dev.netkit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sender in docs/examples, which needs nothing but Python's standard library. */
@Timeout(60)
class PythonSenderTest {
    private static final Path SCRIPT = Path.of("..", "docs", "examples", "send_file.py");

    @TempDir
    private Path folder;

    @Test
    void exampleSendsFilesAndResumesThem() throws Exception {
        byte[] data = Transfers.bytes(500_000);
        Path source = Files.write(folder.resolve("data.bin"), data);
        Path empty = Files.write(folder.resolve("empty"), new byte[0]);
        Path inbox = folder.resolve("inbox");
        try (Transfers transfers = Transfers.into(inbox)) {
            try (HandmadeSender cut = new HandmadeSender(transfers)) {
                cut.offers("data.bin", data.length).hears();
                cut.begins(0).sends(Arrays.copyOf(data, 200_000));
            }
        }
        try (Transfers transfers = Transfers.into(inbox)) {
            int port = transfers.server.address().getPort();
            assertThat(run(port, source, empty)).containsExactly(source + " stored data.bin", empty + " stored empty");
            assertThat(transfers.atServer)
                    .filteredOn(FileEvent.Resumed.class::isInstance)
                    .extracting(event -> ((FileEvent.Resumed) event).offset())
                    .containsExactly(200_000L);
        }
        assertThat(inbox.resolve("data.bin")).hasBinaryContent(data);
    }

    private static List<String> run(int port, Path... files) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no python3 on this machine");
        List<String> command = Stream.concat(
                        Stream.of("/usr/bin/python3", "-B", SCRIPT.toString(), "127.0.0.1", String.valueOf(port)),
                        Arrays.stream(files).map(Path::toString))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
