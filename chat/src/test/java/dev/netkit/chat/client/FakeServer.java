package dev.netkit.chat.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.PoliteServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A server that says what the test has it say, without any of netkit's own code but the seal. Text is written with ' for ",
 * and nothing blocks for longer than half a minute.
 */
public final class FakeServer implements Closeable {
    private static final int ONE_READ = 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final PoliteServer server = PoliteServer.listen();
    private final Optional<MessageSeal> seal;

    private FakeServer(Optional<MessageSeal> seal) {
        this.seal = seal;
    }

    public static FakeServer start() {
        return new FakeServer(Optional.empty());
    }

    static FakeServer sealed(MessageSeal seal) {
        return new FakeServer(Optional.of(seal));
    }

    public Endpoint endpoint() {
        return server.endpoint();
    }

    /** Blocks for the next client. */
    public Peer accept() {
        return new Peer(server.accept());
    }

    /** Blocks for the next client and its hello, and lets it into the lobby. */
    public Peer welcome() {
        Peer peer = accept();
        peer.expect("hello");
        peer.send("{'type':'users','room':'lobby','usernames':['ann']}");
        return peer;
    }

    @Override
    public void close() {
        server.close();
    }

    /** One connection, seen from the server. */
    public final class Peer implements Closeable {
        private final PolitePeer client;

        private Peer(PolitePeer client) {
            this.client = client;
        }

        /** Sends a frame with that JSON. */
        public void send(String json) {
            byte[] payload = quoted(json).getBytes(UTF_8);
            client.send(HandmadeFrames.ASCII.frame(
                    seal.map(key -> key.seal(payload)).orElse(payload)));
        }

        /** Tells a message of the lobby. */
        public void say(long seq, String username, String content) {
            send("{'type':'message','username':'" + username + "','content':'" + content + "','room':'lobby','seq':"
                    + seq + ",'time':'2026-11-21T09:05:03.007Z'}");
        }

        /** Sends a text back to its author. */
        public void store(long seq, JsonNode text) {
            send("{'type':'message','username':'ann','content':" + text.get("content") + ",'room':"
                    + text.get("room") + ",'seq':" + seq + ",'time':'2026-11-21T09:05:03.007Z','id':" + text.get("id")
                    + "}");
        }

        /** Sends that text as it is. */
        void raw(String text) {
            client.send(quoted(text).getBytes(UTF_8));
        }

        /** Blocks for a frame of that type. */
        public JsonNode expect(String type) {
            JsonNode message = receive();
            assertThat(message.path("type").asText()).as(message.toString()).isEqualTo(type);
            return message;
        }

        JsonNode receive() {
            try {
                byte[] payload = HandmadeFrames.ASCII.receiveBytes(client);
                return JSON.readTree(seal.isPresent() ? seal.get().open(payload) : payload);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Blocks for an object without a frame, which must come in one piece. */
        JsonNode receiveObject() {
            try {
                return JSON.readTree(client.receiveSome(ONE_READ));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether the client ends its side and says nothing more before. */
        public boolean seesEnd() {
            return client.seesEnd();
        }

        /** How many bytes are here and were not read. */
        int available() {
            return client.available();
        }

        /** Ends the connection with a reset. */
        public void drop() {
            client.reset();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }
}
