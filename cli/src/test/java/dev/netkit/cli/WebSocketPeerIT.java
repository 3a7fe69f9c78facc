package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.netkit.cli.JarProcesses.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSocket as somebody else understands it: Python's websockets at the program as it is delivered, and its own client. */
@Timeout(120)
class WebSocketPeerIT extends JarProcessesFixture {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path SCRIPT =
            Path.of("src", "test", "resources", "websocket_peer.py").toAbsolutePath();

    @Test
    void anotherMakeUnderstandsIt() throws Exception {
        assumeTrue(hasWebSockets(), "no Python with websockets here (Debian: python3-websockets)");
        Server server = processes.serve("chat-server", "--rate", "0");
        Process peer = python(SCRIPT.toString(), "ws://127.0.0.1:" + server.port() + "/ws");
        try (BufferedReader lines = peer.inputReader(UTF_8)) {
            assertThat(lines.lines())
                    .containsExactly(
                            "text: привіт 😀 привіт 😀",
                            "fragments: in parts",
                            "ping: answered",
                            "extensions: none",
                            "close: 1000",
                            "binary: 1003",
                            "oversize: 1009",
                            "oversize_in_fragments: 1009",
                            "bad_utf8: 1007",
                            "elsewhere: 404");
        } finally {
            peer.destroyForcibly();
        }
    }

    @Test
    void theProgramIsAClientAndEndsAtOnce() throws Exception {
        Server server = processes.serve("chat-server");
        String address = "ws://127.0.0.1:" + server.port() + "/ws";
        say(address, "ann", "hi");
        Process eve = processes.start("chat", address, "--name", "eve", "-q", "--since", "0");
        eve.outputWriter().close();
        assertThat(new String(eve.getInputStream().readAllBytes(), UTF_8)).contains("<ann> hi");
        assertThat(eve.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Process lost = processes.start("chat", "ws://127.0.0.1:" + server.port() + "/", "--name", "eve", "-q");
        assertThat(lost.waitFor()).isEqualTo(4);
    }

    private void say(String address, String name, String text) throws Exception {
        Process process = processes.start("chat", address, "--name", name, "-q");
        process.outputWriter(UTF_8).append(text).append('\n').close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static boolean hasWebSockets() throws Exception {
        return Files.isExecutable(PYTHON) && python("-c", "import websockets").waitFor() == 0;
    }

    private static Process python(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-B"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PYTHONUTF8", "1");
        return builder.start();
    }
}
