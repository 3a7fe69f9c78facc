package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.netkit.common.net.PolitePeer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** A client of JIM made by hand. */
final class JimPeer implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PolitePeer socket;
    private MappingIterator<JsonNode> heard;

    JimPeer(InetSocketAddress server) {
        socket = PolitePeer.connect(server);
    }

    PolitePeer socket() {
        return socket;
    }

    JimPeer enters(String name) {
        saysRaw(presence(name));
        assertThat(hears().path("response").asInt()).isEqualTo(200);
        return this;
    }

    static String presence(String name) {
        ObjectNode object = JSON.createObjectNode().put("action", "presence").put("time", 1.5);
        object.putObject("user").put("account_name", name).put("status", "here");
        return object.toString();
    }

    /** A request with fields by pairs of name and text. */
    JimPeer says(String action, String... fields) {
        saysRaw(json(action, fields));
        return this;
    }

    static String json(String action, String... fields) {
        ObjectNode object = JSON.createObjectNode().put("action", action).put("time", 1);
        for (int i = 0; i < fields.length; i += 2) {
            object.put(fields[i], fields[i + 1]);
        }
        return object.toString();
    }

    void saysRaw(String text) {
        socket.send(text.getBytes(UTF_8));
    }

    /** The next object, however many reads it takes: a test's thread may be late, and find two in one. */
    JsonNode hears() {
        try {
            if (heard == null) {
                heard = JSON.readerFor(JsonNode.class).readValues((InputStream) socket.input()); // blocks for the first
            }
            return heard.nextValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number of the next answer; what others say is passed over. */
    int hearsResponse() {
        JsonNode heard = hears();
        while (!heard.has("response")) {
            heard = hears();
        }
        return heard.path("response").asInt();
    }

    /** The next thing that somebody says; answers are passed over. */
    JsonNode hearsText() {
        JsonNode heard = hears();
        while (!heard.has("action")) {
            heard = hears();
        }
        return heard;
    }

    @Override
    public void close() {
        socket.close();
    }
}
