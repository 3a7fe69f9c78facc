package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An error says which text it is about, where that has an id. */
@Timeout(60)
class ErrorIdTest {
    @Test
    void aTextWithAnIdIsRefusedByIt() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann")) {
            ann.says("text", "content", "psst", "to", "nobody", "id", "a1");
            JsonNode error = ann.hears("error");
            assertThat(error.path("code").asText()).isEqualTo("no-such-user");
            assertThat(error.path("id").asText()).isEqualTo("a1");
            ann.says("text", "content", "hi", "room", "elsewhere", "id", "a2");
            assertThat(ann.hears("error").path("id").asText()).isEqualTo("a2");
        }
    }

    @Test
    void whatHasNoIdIsRefusedWithoutOne() throws IOException {
        try (ChatFixture chat = ChatFixture.open();
                Chatter ann = chat.chatter("ann")) {
            ann.says("text", "content", "psst", "to", "nobody");
            assertThat(ann.hears("error").has("id")).isFalse();
            ann.says("who", "room", "nowhere", "id", "a1");
            assertThat(ann.hears("error").has("id")).isFalse();
        }
    }
}
