package dev.netkit.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** Who hears one JSON object after the other. */
public interface JsonPeer {
    /** Blocks for the next object. */
    JsonNode hears();

    /** Blocks for the next object of this type; what comes before it is passed over. */
    default JsonNode hears(String type) {
        JsonNode heard = hears();
        while (!heard.path("type").asText().equals(type)) {
            heard = hears();
        }
        return heard;
    }
}
