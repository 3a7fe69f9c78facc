package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.chat.hall.ChatRules;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class NativeChatTest extends OpenChat {
    @ParameterizedTest
    @EnumSource
    void whatOneSaysAllHearTheAuthorToo(HandmadeFrames frames) {
        try (Chatter ann =
                        Chatter.on(PolitePeer.connect(chat.address()), frames).enters("ann");
                Chatter bob = chat.chatter("bob")) {
            ann.says("text", "content", "Привет 😀", "id", "1");
            for (Chatter one : List.of(ann, bob)) {
                JsonNode heard = one.hears("message");
                assertThat(heard.path("username").asText()).isEqualTo("ann");
                assertThat(heard.path("content").asText()).isEqualTo("Привет 😀");
                assertThat(heard.path("room").asText()).isEqualTo("lobby");
                assertThat(heard.path("seq").asLong()).isEqualTo(1);
                assertThat(heard.path("id").asText()).isEqualTo("1");
                assertThat(heard.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            }
        }
    }

    @Test
    void helloIsAnsweredWithThoseWhoAreThereAndTheyAreTold() {
        try (Chatter ann = Chatter.binary(chat.address());
                Chatter bob = Chatter.ascii(chat.address())) {
            ann.says("hello", "username", "ann", "room", "lobby");
            assertThat(ann.hears()).isEqualTo(users("lobby", "ann"));
            assertThat(ann.hears().toString()).isEqualTo(Chatter.json("joined", "username", "ann", "room", "lobby"));
            bob.says("hello", "username", "Bob", "room", "lobby");
            assertThat(bob.hears()).isEqualTo(users("lobby", "ann", "Bob"));
            assertThat(ann.hears().toString()).isEqualTo(Chatter.json("joined", "username", "Bob", "room", "lobby"));
            bob.says("bye");
            assertThat(ann.hears().toString()).isEqualTo(Chatter.json("left", "username", "Bob", "room", "lobby"));
            bob.socket().awaitEnd();
        }
    }

    @Test
    void aMessageOfTheDayIsToldOnce() throws IOException {
        try (ChatFixture other = ChatFixture.withRules(new ChatRules(Optional.of("Be kind."), 0));
                Chatter ann = Chatter.binary(other.address())) {
            ann.says("hello", "username", "ann", "room", "lobby");
            assertThat(ann.hears("notice").path("content").asText()).isEqualTo("Be kind.");
            ann.says("hello", "username", "anna");
            assertThat(ann.hearsUntilPong())
                    .noneMatch(heard -> heard.path("type").asText().equals("notice"));
        }
    }

    @Test
    void nobodySpeaksBeforeHello() {
        try (Chatter ann = Chatter.binary(chat.address())) {
            ann.says("text", "content", "hi", "id", "1");
            assertThat(ann.hearsError()).isEqualTo("hello-first");
            ann.says("join", "room", "den");
            assertThat(ann.hearsError()).isEqualTo("hello-first");
            ann.says("text", "content", "hi", "to", "ann");
            assertThat(ann.hearsError()).isEqualTo("hello-first");
            ann.says("who");
            assertThat(ann.hearsError()).isEqualTo("hello-first");
            ann.says("leave", "room", "lobby");
            assertThat(ann.hearsError()).isEqualTo("hello-first");
            ann.enters("ann");
        }
    }

    @Test
    void whatCannotBeUnderstoodIsToldAndTheConversationGoesOn() {
        try (Chatter ann = chat.chatter("ann")) {
            for (String said : List.of("", "no json", "[]", "{}", "[".repeat(10_000))) {
                ann.saysRaw(said);
                assertThat(ann.hearsError()).as(said).isEqualTo("bad-json");
            }
            ann.says("sing");
            assertThat(ann.hearsError()).isEqualTo("unknown-type");
            ann.says("text");
            assertThat(ann.hearsError()).isEqualTo("bad-field");
            ann.saysRaw("{\"type\":\"text\",\"content\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001));
            assertThat(ann.hearsError()).startsWith("bad-");
            ann.saysRaw("{\"type\":\"text\",\"content\":\"\\ud800\"}");
            assertThat(ann.hearsError()).isEqualTo("bad-json");
            assertThat(ann.hearsUntilPong()).isEmpty();
        }
    }

    @Test
    void aTextHasALimit() {
        String longest = "ё".repeat(ChatFormat.MAX_CONTENT / 2);
        try (Chatter ann = chat.chatter("ann")) {
            ann.says("text", "content", longest);
            assertThat(ann.hearsTexts(1)).containsExactly(longest);
            ann.says("text", "content", longest + "a");
            assertThat(ann.hearsError()).isEqualTo("too-large");
        }
    }

    @Test
    void aClientOfThreeTypesIsToldEverythingAsAMessage() {
        try (Chatter old = Chatter.ascii(chat.address());
                Chatter ann = chat.chatter("ann")) {
            ann.says("text", "content", "before").hears("message");
            old.saysRaw("{\"type\":\"hello\",\"username\":\"old\"}");
            assertThat(old.hears()).isEqualTo(message("server", "in lobby: ann, old"));
            assertThat(old.hears()).isEqualTo(message("server", "old joined lobby"));
            old.saysRaw("{\"type\":\"text\",\"content\":\"hi\"}");
            assertThat(old.hears()).isEqualTo(message("old", "hi"));
            ann.says("text", "content", "psst", "to", "old");
            assertThat(old.hears()).isEqualTo(message("ann", "(to you alone) psst"));
            chat.server.host().say("tea");
            assertThat(old.hears()).isEqualTo(message("server", "tea"));
            ann.says("bye");
            assertThat(old.hears()).isEqualTo(message("server", "ann left lobby"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"text\",\"content\":\"hi\",\"id\":\"1\"}",
                "{\"type\":\"text\",\"content\":\"hi\",\"room\":\"lobby\"}",
                "{\"type\":\"hello\",\"username\":\"old\",\"since\":0}",
                "{\"type\":\"join\",\"room\":\"den\"}",
                "{\"type\":\"who\"}",
                "{\"type\":\"ping\"}"
            })
    void aClientThatSaysMoreIsToldMoreFromThenOn(String more) {
        try (Chatter old = Chatter.ascii(chat.address());
                Chatter ann = chat.chatter("ann")) {
            old.saysRaw("{\"type\":\"hello\",\"username\":\"old\"}");
            assertThat(old.hears().has("seq")).isFalse();
            old.saysRaw(more);
            old.hearsUntilPong();
            ann.says("text", "content", "hi", "id", "2");
            JsonNode heard = old.hears("message");
            assertThat(heard.path("id").asText()).isEqualTo("2");
            assertThat(heard.path("seq").asLong()).isPositive();
            assertThat(old.hearsUntilPong()).noneMatch(other -> other.has("content"));
        }
    }

    @Test
    void aSealedServerHearsAndTellsSealedMessagesOnly() throws IOException {
        FernetKey key = FernetKey.generate(new SecureRandom());
        MessageSeal seal = new MessageSeal(List.of(key));
        try (ChatFixture sealed = ChatFixture.sealed(key);
                Chatter ann = Chatter.sealed(sealed.address(), seal::seal, token -> opened(seal, token));
                Chatter plain = Chatter.binary(sealed.address());
                PolitePeer jim = PolitePeer.connect(sealed.address())) {
            ann.enters("ann").says("text", "content", "secret");
            assertThat(ann.hearsTexts(1)).containsExactly("secret");
            jim.send(JimPeer.presence("jim").getBytes(UTF_8));
            jim.awaitEnd();
            plain.says("hello", "username", "eve");
            assertThat(plain.socket().input().readInt()).isPositive();
            assertThat(sealed.server.host().who().get("lobby")).containsExactly("ann");
        }
    }

    private static byte[] opened(MessageSeal seal, byte[] token) {
        try {
            return seal.open(token);
        } catch (InvalidTokenException e) {
            throw new AssertionError("what the server says is not sealed", e);
        }
    }

    private static JsonNode users(String room, String... names) {
        return Chatter.JSON.valueToTree(new Users("users", room, List.of(names)));
    }

    private record Users(String type, String room, List<String> usernames) {}

    private static JsonNode message(String username, String content) {
        return Chatter.JSON
                .createObjectNode()
                .put("type", "message")
                .put("username", username)
                .put("content", content);
    }
}
