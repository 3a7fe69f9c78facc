package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Either end of a WebSocket by which JSON comes. */
public interface WebSocketEnd extends JsonPeer {
    ObjectMapper JSON = new ObjectMapper();

    /** Blocks for the next frame, whatever it is. */
    WebFrame frame();

    /** Blocks for the next frame of that kind; others are passed over. */
    default WebFrame frame(int opcode) {
        WebFrame frame = frame();
        while (frame.opcode() != opcode) {
            frame = frame();
        }
        return frame;
    }

    /** Blocks for the next text. */
    default byte[] text() {
        return frame(WebFrame.TEXT).payload();
    }

    @Override
    default JsonNode hears() {
        try {
            return JSON.readTree(new String(text(), UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON", e);
        }
    }
}
