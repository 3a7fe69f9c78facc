package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.netkit.cli.JarProcesses.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that has few descriptors, and peers who take them all. */
@Timeout(120)
class DescriptorsIT {
    private static final int MOST = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void aServerThatNeverHadOneLeftForAnAnswerAnswersWhenTheyAreBack() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "only Linux shows the descriptors of a process");
        try (JarProcesses processes = JarProcesses.withDescriptors(MOST, folder)) {
            Server server = processes.serve("echo-server");
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 2 * MOST; i++) {
                silent.add(connect(server));
            }
            await().atMost(PATIENCE).until(() -> descriptors(server) >= MOST);
            for (Socket socket : silent) {
                socket.close();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(echoed(server)).isEqualTo("hi"));
        }
    }

    private static Socket connect(Server server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static long descriptors(Server server) throws IOException {
        try (Stream<Path> all =
                Files.list(Path.of("/proc", "" + server.process().pid(), "fd"))) {
            return all.count();
        }
    }

    private static String echoed(Server server) {
        try (Socket socket = connect(server)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("hi".getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(2), US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
