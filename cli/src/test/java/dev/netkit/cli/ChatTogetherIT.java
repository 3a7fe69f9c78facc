package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two clients of ours and four of other makes, as processes in one room: each sees what the others say. */
@Timeout(180)
class ChatTogetherIT {
    private static final Path EXAMPLES = Project.DOCS.resolve("examples");
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private final JarProcesses netkit = new JarProcesses(folder);
    private final List<Process> pythons = new ArrayList<>();
    private final Map<String, Talker> talkers = new TreeMap<>();

    /** Somebody in the room: what it says goes in, what it sees comes out. */
    private record Talker(Writer says, Queue<String> sees) {
        void say(String text) throws IOException {
            says.write(text + "\n");
            says.flush();
        }

        boolean saw(String text) {
            return sees.stream().anyMatch(line -> line.contains(text));
        }
    }

    @AfterEach
    void endEverything() {
        netkit.close();
        pythons.forEach(Process::destroyForcibly);
    }

    @Test
    void everyDialectHearsEveryOther() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no Python for the other makes");
        int port = netkit.serve("chat-server", "-q", "--rate", "0").port();
        String here = "127.0.0.1:" + port;
        join("ann", netkit.start("chat", here, "--name", "ann"));
        join("bob", netkit.start("chat", here, "--name", "bob", "--framing", "ascii"));
        join("native", python("chat_native.py", port, "native"));
        join("three", python("chat_ascii.py", port, "three"));
        join("jim-a", python("chat_jim_a.py", port, "jim-a"));
        join("jim-b", python("chat_jim_b.py", port, "jim-b"));
        for (String name : talkers.keySet()) {
            sayUntilHeardByAll(name);
        }
    }

    /** A client that has only just come may have missed the first time. */
    private void sayUntilHeardByAll(String name) {
        int[] times = {0};
        await(name + " is heard")
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    talkers.get(name).say("this is " + name + " ✓ " + ++times[0]);
                    return talkers.entrySet().stream()
                            .filter(other -> !other.getKey().equals(name))
                            .allMatch(other -> other.getValue().saw("this is " + name + " ✓"));
                });
    }

    private void join(String name, Process process) {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        Thread reader = new Thread(() -> process.inputReader(UTF_8).lines().forEach(seen::add), "reader of " + name);
        reader.setDaemon(true);
        reader.start();
        talkers.put(name, new Talker(process.outputWriter(UTF_8), seen));
        assertThat(process.isAlive()).isTrue();
    }

    private Process python(String example, int port, String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "/usr/bin/python3",
                        EXAMPLES.resolve(example).toString(),
                        "127.0.0.1",
                        String.valueOf(port),
                        name)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PYTHONUTF8", "1");
        Process process = builder.start();
        pythons.add(process);
        return process;
    }
}
