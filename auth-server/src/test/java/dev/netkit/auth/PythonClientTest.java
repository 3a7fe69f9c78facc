package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client in docs/examples, which needs nothing but Python's standard library. */
@Timeout(120)
class PythonClientTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path SCRIPT = Path.of("..", "docs", "examples", "auth_client.py");

    @TempDir
    private Path folder;

    /** What the client printed, and how it ended. */
    private record Run(int exitCode, String output) {}

    @Test
    void exampleRegistersAndLogsIn() throws Exception {
        assumeTrue(Files.isExecutable(PYTHON), "no python3 on this machine");
        try (AuthFixture auth = new AuthFixture(folder)) {
            int port = auth.server.address().getPort();
            assertThat(run(port, "register", "o=a,b", "correct horse").output()).startsWith("o=a,b");
            Run login = run(port, "login", "o=a,b", "correct horse");
            try (AuthClient client = auth.client()) {
                assertThat(client.whoami(login.output().split(" ")[1]).username())
                        .isEqualTo("o=a,b");
            }
            Run wrong = run(port, "login", "o=a,b", "wrong horse");
            assertThat(wrong.exitCode()).isOne();
            assertThat(wrong.output()).startsWith("denied:");
        }
    }

    private static Run run(int port, String action, String user, String password)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        PYTHON.toString(), "-B", SCRIPT.toString(), "127.0.0.1", String.valueOf(port), action, user)
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write((password + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output.strip());
    }
}
