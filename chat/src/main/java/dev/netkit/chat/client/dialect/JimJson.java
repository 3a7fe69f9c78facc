package dev.netkit.chat.client.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.netkit.chat.jim.JimObjects;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JIM objects as trees: every program puts other fields into them, and leaves other ones out. */
final class JimJson {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(JimObjects.MAX_DEPTH)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JimJson() {}

    /** An object with the two fields that every request has. */
    static ObjectNode request(String action, Clock clock) {
        return JSON.createObjectNode()
                .put("action", action)
                .put("time", clock.instant().getEpochSecond());
    }

    static byte[] encode(ObjectNode object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an object that cannot be written", e);
        }
    }

    static JsonNode decode(byte[] object) throws ProtocolException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(object))
                    .toString();
            return JSON.readTree(text);
        } catch (CharacterCodingException e) {
            throw new ProtocolException("a JIM object is UTF-8");
        } catch (IOException e) {
            throw new ProtocolException("an object of the server's is not JSON");
        }
    }

    /** The first of these fields that holds a text that is not empty. */
    static Optional<String> text(JsonNode object, String... fields) {
        for (String field : fields) {
            String value = object.path(field).asText("");
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** The texts in an array; none if it is something else. */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(element -> texts.add(element.asText()));
        }
        return texts;
    }

    /** Seconds, with or without a fraction; empty where there is no such time. */
    static Optional<Instant> time(JsonNode object) {
        double seconds = object.path("time").asDouble(0);
        boolean sane = seconds > 0 && seconds < Integer.MAX_VALUE * 4.0;
        return sane ? Optional.of(Instant.ofEpochMilli(Math.round(seconds * 1000))) : Optional.empty();
    }
}
