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

    /** As many as echo-server has at most; each further connection has a virtual one, where the JVM has those. */
    private static final int ON_PLATFORM_THREADS =
            Math.min(16, 2 * Runtime.getRuntime().availableProcessors());

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

    /** A JVM that lacks descriptors for its first virtual thread that waits for a socket can never have one wait. */
    @Test
    void aServerThatHasNoneLeftForItsFirstVirtualThreadServesThatConnectionToo() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "only Linux shows the descriptors of a process");
        try (JarProcesses unlimited = new JarProcesses(folder)) {
            int atRest = (int) descriptors(unlimited.serve("echo-server"));
            try (JarProcesses processes = JarProcesses.withDescriptors(atRest + ON_PLATFORM_THREADS + 2, folder)) {
                Server server = processes.serve("echo-server");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(echoedAtOnce(server))
                                .hasSize(ON_PLATFORM_THREADS + 1)
                                .containsOnly("hi"));
            }
        }
    }

    /** What one more connection than have a thread of the system each are answered, all there together and once before. */
    private static List<String> echoedAtOnce(Server server) throws IOException {
        List<Socket> all = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        try {
            while (all.size() <= ON_PLATFORM_THREADS) {
                Socket socket = connect(server);
                all.add(socket);
                assertThat(echoed(socket)).isEqualTo("hi");
            }
            for (Socket socket : all) {
                answers.add(echoed(socket));
            }
            return answers;
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
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
            return echoed(socket);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String echoed(Socket socket) throws IOException {
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write("hi".getBytes(US_ASCII));
        return new String(socket.getInputStream().readNBytes(2), US_ASCII);
    }
}
