package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netkit.common.net.PolitePeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor does to a server that has work to do: SIGTERM, which loses nothing and ends with exit code 0. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
class ServiceStopIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CROWD = 10;
    private static final int ENOUGH = 200;

    @TempDir
    private Path folder;

    private JarProcesses processes;

    @BeforeEach
    void chooseFolder() {
        processes = new JarProcesses(folder);
    }

    @AfterEach
    void endAll() {
        processes.close();
    }

    /** A server that tells its events to a supervisor. */
    private record Service(Process process, BufferedReader events, InetSocketAddress address) {
        String endpoint() {
            return "127.0.0.1:" + address.getPort();
        }

        void terminate() {
            process.toHandle().destroy();
        }

        /** Blocks until it has ended, as it should: the last that it says is that it stopped. */
        void endsWell() throws Exception {
            String last = "";
            for (String line = events.readLine(); line != null; line = events.readLine()) {
                last = line;
            }
            assertThat(JSON.readTree(last).path("event").asText()).isEqualTo("stopped");
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
    }

    private Service serve(String command, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command, "--bind", "127.0.0.1", "-p", "0", "--json", "-q"));
        arguments.addAll(List.of(options));
        Process process = processes.start(arguments.toArray(String[]::new));
        BufferedReader events = process.inputReader();
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            JsonNode event = JSON.readTree(line);
            if (event.path("event").asText().equals("listening")) {
                int port = event.path("port").asInt();
                return new Service(process, events, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            }
        }
        throw new AssertionError(command + " does not listen");
    }

    @Test
    void whatHadComeGoesBack() throws Exception {
        byte[] bytes = new byte[400_000];
        new SplittableRandom(1).nextBytes(bytes);
        Service service = serve("echo-server");
        try (PolitePeer peer = PolitePeer.connect(service.address())) {
            peer.exchange("before");
            peer.send(bytes);
            service.terminate();
            await().atMost(PATIENCE).until(() -> refuses(service));
            assertThat(peer.receiveBytes(bytes.length)).isEqualTo(bytes);
            assertThat(peer.seesEnd()).isTrue();
        }
        service.endsWell();
    }

    private static boolean refuses(Service service) {
        try {
            PolitePeer.connect(service.address()).close();
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    /** It may have been done in time, or may not; whoever sends it again has nothing to clean up. */
    @Test
    void aFileUnderWayIsStoredNowOrByTheNextTry() throws Exception {
        Path file = Files.write(folder.resolve("big"), new byte[4_000_000]);
        Service service = serve("file-server", "--dir", "inbox");
        Thread sender = new Thread(() -> send(service, file, "--limit-rate", "2m"));
        sender.start();
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("inbox/big.part")));
        service.terminate();
        service.endsWell();
        sender.join();
        assertThat(send(serve("file-server", "--dir", "inbox"), file)).isZero();
        assertThat(folder.resolve("inbox/big")).hasSameBinaryContentAs(file);
        assertThat(folder.resolve("inbox").toFile().list()).containsExactly("big");
    }

    private static int send(Service service, Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("send-file", "-q", service.endpoint(), file.toString()));
        arguments.addAll(List.of(options));
        return Training.silent("").run(arguments.toArray(String[]::new));
    }

    @Test
    void whatWasToldInAChatIsInItsHistory() throws Exception {
        Service service = serve("chat-server", "--history", "rooms", "--rate", "0");
        Set<String> heard = ConcurrentHashMap.newKeySet();
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            String name = "user" + i;
            crowd.add(new Thread(() -> talkUntilTheEnd(service, name, heard)));
        }
        crowd.forEach(Thread::start);
        await().atMost(PATIENCE).until(() -> heard.size() >= ENOUGH);
        service.terminate();
        service.endsWell();
        for (Thread thread : crowd) {
            thread.join();
        }
        assertThat(history()).containsAll(heard);
    }

    /** Says a text when the one before has come back. */
    private static void talkUntilTheEnd(Service service, String name, Set<String> heard) {
        try (PolitePeer peer = PolitePeer.connect(service.address())) {
            say(peer, "{\"type\":\"hello\",\"username\":\"" + name + "\",\"room\":\"lobby\"}");
            for (int i = 0; true; i++) {
                String text = name + " says " + i;
                say(peer, "{\"type\":\"text\",\"content\":\"" + text + "\"}");
                while (!hear(peer).filter(text::equals).isPresent()) {}
                heard.add(text);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        } catch (UncheckedIOException | IOException e) {
            // The server is gone.
        }
    }

    private static void say(PolitePeer peer, String json) {
        peer.send(json.length() + ":" + json);
    }

    /** The text of the next message, if it has one. */
    private static Optional<String> hear(PolitePeer peer) throws IOException {
        int length = 0;
        for (char c = peer.receive(1).charAt(0); c != ':'; c = peer.receive(1).charAt(0)) {
            length = 10 * length + c - '0';
        }
        JsonNode message = JSON.readTree(new String(peer.receiveBytes(length), UTF_8));
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
