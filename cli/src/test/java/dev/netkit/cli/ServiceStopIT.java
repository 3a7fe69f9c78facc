package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netkit.cli.JarProcesses.Server;
import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a supervisor does to a server that has work to do: SIGTERM, which loses nothing and ends with exit code 0. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
class ServiceStopIT extends JarProcessesFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CROWD = 10;
    private static final int ENOUGH = 200;

    private Server serve(String command, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add("-q");
        return processes.serveHeard(0, command, arguments.toArray(String[]::new));
    }

    private static void terminate(Server server) {
        server.process().toHandle().destroy();
    }

    /** Blocks until it has ended, as it should: the last that it says is that it stopped. */
    private static void endsWell(Server server) throws Exception {
        String last = "";
        for (String line = server.events().readLine();
                line != null;
                line = server.events().readLine()) {
            last = line;
        }
        assertThat(JSON.readTree(last).path("event").asText()).isEqualTo("stopped");
        assertThat(server.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(server.process().exitValue()).isZero();
    }

    @Test
    void whatHadComeGoesBack() throws Exception {
        byte[] bytes = new byte[400_000];
        new SplittableRandom(1).nextBytes(bytes);
        Server server = serve("echo-server");
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.exchange("before");
            peer.send(bytes);
            terminate(server);
            await().atMost(PATIENCE).until(() -> refuses(server));
            assertThat(peer.receiveBytes(bytes.length)).isEqualTo(bytes);
            assertThat(peer.seesEnd()).isTrue();
        }
        endsWell(server);
    }

    private static boolean refuses(Server server) {
        try {
            PolitePeer.connect(server.address()).close();
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    /** It may have been done in time, or may not; whoever sends it again has nothing to clean up. */
    @Test
    void aFileUnderWayIsStoredNowOrByTheNextTry() throws Exception {
        Path file = Files.write(folder.resolve("big"), new byte[4_000_000]);
        Server server = serve("file-server", "--dir", "inbox");
        Thread sender = new Thread(() -> send(server, file, "--limit-rate", "2m"));
        sender.start();
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("inbox/big.part")));
        terminate(server);
        endsWell(server);
        sender.join();
        assertThat(send(serve("file-server", "--dir", "inbox"), file)).isZero();
        assertThat(folder.resolve("inbox/big")).hasSameBinaryContentAs(file);
        assertThat(folder.resolve("inbox").toFile().list()).containsExactly("big");
    }

    private static int send(Server server, Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("send-file", "-q", server.endpoint(), file.toString()));
        arguments.addAll(List.of(options));
        return Training.silent("").run(arguments.toArray(String[]::new));
    }

    @Test
    void whatWasToldInAChatIsInItsHistory() throws Exception {
        Server server = serve("chat-server", "--history", "rooms", "--rate", "0");
        Set<String> heard = ConcurrentHashMap.newKeySet();
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            String name = "user" + i;
            crowd.add(new Thread(() -> talkUntilTheEnd(server, name, heard)));
        }
        crowd.forEach(Thread::start);
        await().atMost(PATIENCE).until(() -> heard.size() >= ENOUGH);
        terminate(server);
        endsWell(server);
        for (Thread thread : crowd) {
            thread.join();
        }
        assertThat(history()).containsAll(heard);
    }

    /** Says a text when the one before has come back. */
    private static void talkUntilTheEnd(Server server, String name, Set<String> heard) {
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            HandmadeFrames.ASCII.send(peer, "{\"type\":\"hello\",\"username\":\"" + name + "\",\"room\":\"lobby\"}");
            for (int i = 0; true; i++) {
                String text = name + " says " + i;
                HandmadeFrames.ASCII.send(peer, "{\"type\":\"text\",\"content\":\"" + text + "\"}");
                while (!hear(peer).filter(text::equals).isPresent()) {}
                heard.add(text);
            }
        } catch (UncheckedIOException | IOException e) {
            // The server is gone.
        }
    }

    /** The text of the next message, if it has one. */
    private static Optional<String> hear(PolitePeer peer) throws IOException {
        JsonNode message = JSON.readTree(HandmadeFrames.ASCII.receive(peer));
        return Optional.ofNullable(message.get("content")).map(JsonNode::asText);
    }

    private List<String> history() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("rooms/lobby.jsonl"))) {
            JSON.readTree(line).findValues("content").forEach(content -> texts.add(content.asText()));
        }
        return texts;
    }
}
