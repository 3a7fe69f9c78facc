package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** kill -9 of either side at random moments, and then the same command again. */
@Timeout(600)
class FileCrashIT extends JarProcessesFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = 20;
    private static final int SIZE = 64 * 1024 * 1024;
    private static final long SAME = -1;
    private static final String OLD = "the old file";

    private final Random random = new Random();
    private JarProcesses.Server server;

    @Test
    void theSameCommandAgainFinishesWhatWasCutOff() throws Exception {
        Path source = folder.resolve("big.bin");
        byte[] content = new byte[SIZE];
        random.nextBytes(content);
        Files.write(source, content);
        int resumed = 0;
        startServer();
        for (int round = 0; round < ROUNDS; round++) {
            Files.createDirectories(inbox());
            Files.writeString(stored(), OLD);
            boolean killsServer = round % 2 == 0;
            interrupted(source, killsServer);
            boolean cutOff = Files.size(stored()) != SIZE;
            if (cutOff) {
                assertThat(stored()).as("round %d", round).hasContent(OLD);
            }
            if (killsServer) {
                startServer();
            }
            List<JsonNode> events = events(send(source));
            assertThat(Files.mismatch(source, stored())).as("round %d", round).isEqualTo(SAME);
            resumed += cutOff && event(events, "resumed") != null ? 1 : 0;
            assertThat(Files.list(inbox())).as("round %d", round).hasSize(1);
        }
        // Some moments are before the first data, or after the last.
        assertThat(resumed).as("rounds that did not begin at 0").isGreaterThanOrEqualTo(ROUNDS / 4);
    }

    private Path inbox() {
        return folder.resolve("inbox");
    }

    private Path stored() {
        return inbox().resolve("big.bin");
    }

    private void startServer() throws IOException {
        server = processes.serve("file-server", "--dir", inbox().toString(), "--on-exists", "overwrite");
    }

    /** Starts to send, slowly enough to be met in the middle, and kills one side. */
    private void interrupted(Path source, boolean killsServer) throws Exception {
        Process sender =
                processes.start("send-file", "--json", "--limit-rate", "128m", server.endpoint(), source.toString());
        BufferedReader lines = sender.inputReader();
        while (!JSON.readTree(lines.readLine()).path("event").asText().equals("offered")) {
            // Until then nothing has begun.
        }
        sender.waitFor(random.nextInt(500), TimeUnit.MILLISECONDS);
        Process victim = killsServer ? server.process() : sender;
        victim.destroyForcibly().waitFor();
        assertThat(sender.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private String send(Path source) throws Exception {
        Process sender = processes.start("send-file", "--json", server.endpoint(), source.toString());
        String output = new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(sender.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(sender.exitValue()).as(output).isZero();
        return output;
    }

    private static List<JsonNode> events(String output) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : output.lines().toList()) {
            events.add(JSON.readTree(line));
        }
        return events;
    }

    private static JsonNode event(List<JsonNode> events, String name) {
        return events.stream()
                .filter(event -> event.path("event").asText().equals(name))
                .findFirst()
                .orElse(null);
    }
}
