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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is killed while people talk: what came back to its author is there afterwards, with its number. */
@Timeout(180)
class ChatCrashIT extends JarProcessesFixture {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CROWD = 20;
    private static final int ENOUGH = 500;
    private static final int ROUNDS = 3;

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
        try (PolitePeer client = PolitePeer.connect(server.address())) {
            say(
                    client,
                    JSON.createObjectNode()
                            .put("type", "hello")
                            .put("username", name)
                            .put("room", "lobby"));
            for (int i = 0; true; i++) {
                String text = name + " says " + i;
                say(
                        client,
                        JSON.createObjectNode()
                                .put("type", "text")
                                .put("content", text)
                                .put("id", "" + i));
                JsonNode message = hear(client);
                while (!message.path("content").asText().equals(text)) {
                    message = hear(client);
                }
                confirmed.put(message.path("seq").asLong(), text);
            }
        } catch (IOException | UncheckedIOException e) {
            // The server is gone.
        }
    }

    private record History(String epoch, Map<Long, String> messages) {}

    private static History history(Server server) throws IOException {
        Map<Long, String> messages = new TreeMap<>();
        try (PolitePeer client = PolitePeer.connect(server.address())) {
            say(
                    client,
                    JSON.createObjectNode()
                            .put("type", "hello")
                            .put("username", "reader")
                            .put("since", 0));
            JsonNode history = hear(client);
            assertThat(history.path("complete").asBoolean()).isTrue();
            for (long seq = history.path("from").asLong();
                    seq <= history.path("to").asLong();
                    seq++) {
                JsonNode message = hear(client);
                assertThat(message.path("seq").asLong()).isEqualTo(seq);
                messages.put(seq, message.path("content").asText());
            }
            return new History(history.path("epoch").asText(), messages);
        }
    }

    private static void say(PolitePeer client, JsonNode message) {
        HandmadeFrames.BINARY.send(client, message.toString());
    }

    private static JsonNode hear(PolitePeer client) throws IOException {
        return JSON.readTree(HandmadeFrames.BINARY.receive(client));
    }
}
