package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netkit.cli.JarProcesses.Server;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while people talk: what came back to its author is there afterwards, with its number. */
@Timeout(180)
class ChatCrashIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CROWD = 20;
    private static final int ENOUGH = 500;
    private static final int ROUNDS = 3;

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

    @Test
    void everyConfirmedMessageOutlivesAKilledServer() throws Exception {
        Map<Long, String> confirmed = new ConcurrentHashMap<>();
        String epoch = "";
        for (int round = 0; round < ROUNDS; round++) {
            Server server = serve();
            History history = history(server);
            assertThat(history.messages()).as("round %d", round).containsAllEntriesOf(confirmed);
            assertThat(history.epoch()).as("round %d", round).isEqualTo(round == 0 ? history.epoch() : epoch);
            epoch = history.epoch();
            talkAndKill(server, round, confirmed);
        }
        assertThat(history(serve()).messages()).containsAllEntriesOf(confirmed);
    }

    private Server serve() throws IOException {
        return processes.serve("chat-server", "-q", "--history", "rooms", "--durable", "--keep", "--rate", "0");
    }

    private static void talkAndKill(Server server, int round, Map<Long, String> confirmed) throws Exception {
        int enough = confirmed.size() + ENOUGH;
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            String name = "user-" + round + "-" + i;
            Thread thread = new Thread(() -> talkUntilTheEnd(server, name, confirmed));
            thread.start();
            crowd.add(thread);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> confirmed.size() >= enough);
        server.kill();
        for (Thread thread : crowd) {
            thread.join();
        }
    }

    private static void talkUntilTheEnd(Server server, String name, Map<Long, String> confirmed) {
        try (Client client = new Client(server)) {
            client.say(JSON.createObjectNode()
                    .put("type", "hello")
                    .put("username", name)
                    .put("room", "lobby"));
            for (int i = 0; true; i++) {
                String text = name + " says " + i;
                client.say(JSON.createObjectNode()
                        .put("type", "text")
                        .put("content", text)
                        .put("id", "" + i));
                JsonNode message = client.hear();
                while (!message.path("content").asText().equals(text)) {
                    message = client.hear();
                }
                confirmed.put(message.path("seq").asLong(), text);
            }
        } catch (IOException e) {
            // The server is gone.
        }
    }

    private record History(String epoch, Map<Long, String> messages) {}

    private static History history(Server server) throws IOException {
        Map<Long, String> messages = new TreeMap<>();
        try (Client client = new Client(server)) {
            client.say(JSON.createObjectNode()
                    .put("type", "hello")
                    .put("username", "reader")
                    .put("since", 0));
            JsonNode history = client.hear();
            assertThat(history.path("complete").asBoolean()).isTrue();
            for (long seq = history.path("from").asLong();
                    seq <= history.path("to").asLong();
                    seq++) {
                JsonNode message = client.hear();
                assertThat(message.path("seq").asLong()).isEqualTo(seq);
                messages.put(seq, message.path("content").asText());
            }
            return new History(history.path("epoch").asText(), messages);
        }
    }

    /** A native client made by hand. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final DataInputStream in;
        private final DataOutputStream out;

        Client(Server server) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }

        void say(JsonNode message) throws IOException {
            byte[] payload = message.toString().getBytes(UTF_8);
            out.writeInt(payload.length);
            out.write(payload);
            out.flush();
        }

        JsonNode hear() throws IOException {
            return JSON.readTree(in.readNBytes(in.readInt()));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
