package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A native client made by hand, without any of netkit's own code. */
final class Chatter implements JsonPeer, Closeable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final PolitePeer socket;
    private final HandmadeFrames frames;
    private final UnaryOperator<byte[]> seal;
    private final UnaryOperator<byte[]> open;

    private Chatter(PolitePeer socket, HandmadeFrames frames, UnaryOperator<byte[]> seal, UnaryOperator<byte[]> open) {
        this.socket = socket;
        this.frames = frames;
        this.seal = seal;
        this.open = open;
    }

    static Chatter binary(InetSocketAddress server) {
        return on(PolitePeer.connect(server), HandmadeFrames.BINARY);
    }

    static Chatter ascii(InetSocketAddress server) {
        return on(PolitePeer.connect(server), HandmadeFrames.ASCII);
    }

    static Chatter on(PolitePeer socket, HandmadeFrames frames) {
        return new Chatter(socket, frames, UnaryOperator.identity(), UnaryOperator.identity());
    }

    static Chatter sealed(InetSocketAddress server, UnaryOperator<byte[]> seal, UnaryOperator<byte[]> open) {
        return new Chatter(PolitePeer.connect(server), HandmadeFrames.BINARY, seal, open);
    }

    PolitePeer socket() {
        return socket;
    }

    /** Says hello to the lobby as one who knows all types, and waits until everybody there is told. */
    Chatter enters(String name) {
        says("hello", "username", name, "room", "lobby");
        hears("users");
        hears("joined");
        return this;
    }

    /** Says a message of this type, with fields by pairs of name and value. */
    Chatter says(String type, Object... fields) {
        saysRaw(json(type, fields));
        return this;
    }

    static String json(String type, Object... fields) {
        ObjectNode object = JSON.createObjectNode().put("type", type);
        for (int i = 0; i < fields.length; i += 2) {
            object.set((String) fields[i], JSON.valueToTree(fields[i + 1]));
        }
        return object.toString();
    }

    void saysRaw(String json) {
        socket.send(frame(json));
    }

    byte[] frame(String json) {
        return frames.frame(seal.apply(json.getBytes(UTF_8)));
    }

    @Override
    public JsonNode hears() {
        try {
            return JSON.readTree(open.apply(frames.receiveBytes(socket)));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contents of the next messages, whatever else comes between them. */
    List<String> hearsTexts(int count) {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            texts.add(hears("message").path("content").asText());
        }
        return texts;
    }

    /** What was heard until the answer to a ping: everything that was under way. */
    List<JsonNode> hearsUntilPong() {
        says("ping");
        List<JsonNode> heard = new ArrayList<>();
        for (JsonNode one = hears(); !one.path("type").asText().equals("pong"); one = hears()) {
            heard.add(one);
        }
        return heard;
    }

    /** The code of the next error. */
    String hearsError() {
        return hears("error").path("code").asText();
    }

    @Override
    public void close() {
        socket.close();
    }
}
