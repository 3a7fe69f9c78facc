package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two clients of ours and four of other makes, as processes in one room: each sees what the others say. */
@Timeout(180)
class ChatTogetherIT {
    private static final Path JAR = Path.of("target", "netkit.jar").toAbsolutePath();
    private static final Path EXAMPLES = Path.of("..", "docs", "examples").toAbsolutePath();
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private final List<Process> processes = new ArrayList<>();
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
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void everyDialectHearsEveryOther() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no Python for the other makes");
        String port = String.valueOf(startServer());
        join("ann", netkit("chat", "127.0.0.1:" + port, "--name", "ann"));
        join("bob", netkit("chat", "127.0.0.1:" + port, "--name", "bob", "--framing", "ascii"));
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

    private int startServer() throws IOException {
        Process server = start(netkit("chat-server", "--bind", "127.0.0.1", "-p", "0", "--json", "-q", "--rate", "0"));
        BufferedReader lines = server.inputReader(UTF_8);
        JsonNode event = new ObjectMapper().readTree(lines.readLine());
        while (!event.path("event").asText().equals("listening")) {
            event = new ObjectMapper().readTree(lines.readLine());
        }
        return event.path("port").asInt();
    }

    private void join(String name, List<String> command) throws IOException {
        Process process = start(command);
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        Thread reader = new Thread(() -> process.inputReader(UTF_8).lines().forEach(seen::add), "reader of " + name);
        reader.setDaemon(true);
        reader.start();
        talkers.put(name, new Talker(process.outputWriter(UTF_8), seen));
        assertThat(process.isAlive()).isTrue();
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PYTHONUTF8", "1");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static List<String> netkit(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-jar",
                JAR.toString()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static List<String> python(String example, String port, String name) {
        return List.of("/usr/bin/python3", EXAMPLES.resolve(example).toString(), "127.0.0.1", port, name);
    }
}
