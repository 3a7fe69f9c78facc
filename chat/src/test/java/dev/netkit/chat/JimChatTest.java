package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JimChatTest extends OpenChat {
    @Test
    void bothShapesAndNativeClientsHearOneAnother() {
        try (JimPeer a = chat.jim("a");
                JimPeer b = chat.jim("b");
                Chatter ann = chat.chatter("ann")) {
            a.says("msg", "to", "#lobby", "message", "from a");
            assertThat(a.hearsResponse()).isEqualTo(200);
            assertText(b.hearsText(), "msg", "a", "#lobby", "message", "from a");
            assertThat(ann.hearsTexts(1)).containsExactly("from a");
            b.says("message", "to", "ALL", "mess_text", "from b");
            assertThat(b.hearsResponse()).isEqualTo(200);
            assertText(a.hearsText(), "message", "b", "#lobby", "mess_text", "from b");
            assertThat(ann.hearsTexts(1)).containsExactly("from b");
            ann.says("text", "content", "from ann 😀");
            assertText(a.hearsText(), "msg", "ann", "#lobby", "message", "from ann 😀");
            assertText(b.hearsText(), "message", "ann", "#lobby", "mess_text", "from ann 😀");
        }
    }

    private static void assertText(JsonNode heard, String action, String from, String to, String field, String text) {
        assertThat(heard.path("action").asText()).isEqualTo(action);
        assertThat(heard.path("from").asText()).isEqualTo(from);
        assertThat(heard.path("to").asText()).isEqualTo(to);
        assertThat(heard.path(field).asText()).isEqualTo(text);
        assertThat(heard.path("time").asLong()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"msg\",\"message\":\"hi\"}",
                "{\"action\":\"msg\",\"to\":\"\",\"message\":\"hi\",\"time\":1.25}",
                "{\"action\":\"msg\",\"to\":\"ALL\",\"message\":\"hi\",\"encoding\":\"utf-8\"}",
                "{\"action\":\"message\",\"to\":\"#lobby\",\"from\":\"a\",\"mess_text\":\"hi\",\"time\":\"now\"}"
            })
    void whatIsForNobodyInParticularIsForTheLobby(String request) {
        try (JimPeer a = chat.jim("a");
                Chatter ann = chat.chatter("ann")) {
            a.saysRaw(request);
            assertThat(a.hearsResponse()).isEqualTo(200);
            JsonNode heard = ann.hears("message");
            assertThat(heard.path("content").asText()).isEqualTo("hi");
            assertThat(heard.path("room").asText()).isEqualTo("lobby");
        }
    }

    @Test
    void anAuthorIsNotSentItsOwnWords() {
        try (JimPeer a = chat.jim("a");
                Chatter ann = chat.chatter("ann")) {
            a.says("msg", "message", "mine");
            ann.hearsTexts(1);
            ann.says("text", "content", "hers");
            assertThat(a.hearsText().path("message").asText()).isEqualTo("hers");
        }
    }

    @Test
    void everythingMayComeByteByByte() {
        try (JimPeer a = new JimPeer(chat.address());
                Chatter ann = chat.chatter("ann")) {
            String all = JimPeer.presence("a") + "\n" + JimPeer.json("msg", "message", "привет {\"😀");
            for (byte b : all.getBytes(UTF_8)) {
                a.socket().send(new byte[] {b});
            }
            assertThat(a.hearsResponse()).isEqualTo(200);
            assertThat(a.hearsResponse()).isEqualTo(200);
            assertThat(ann.hearsTexts(1)).containsExactly("привет {\"😀");
        }
    }

    @Test
    void tenObjectsInOnePieceAreAnsweredOneByOne() {
        try (JimPeer a = chat.jim("a");
                Chatter ann = chat.chatter("ann")) {
            StringBuilder ten = new StringBuilder();
            IntStream.range(0, 10).forEach(i -> ten.append(JimPeer.json("msg", "message", "text " + i)));
            a.saysRaw(ten.toString());
            for (int i = 0; i < 10; i++) {
                assertThat(a.hears().path("response").asInt()).isEqualTo(200);
            }
            assertThat(ann.hearsTexts(10))
                    .isEqualTo(IntStream.range(0, 10).mapToObj(i -> "text " + i).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"sing\"}",
                "{}",
                "{\"action\":\"msg\"}",
                "{\"action\":\"msg\",\"message\":7}",
                "{\"action\":\"presence\"}",
                "{\"action\":\"presence\",\"user\":\"a\"}",
                "{no json}",
                "{\"action\":\"msg\",\"message\":\"\\ud800\"}"
            })
    void whatIsNotUnderstoodIsAnswered400AndTheConnectionStays(String request) {
        try (JimPeer a = chat.jim("a")) {
            a.saysRaw(request);
            assertThat(a.hears().path("response").asInt()).isEqualTo(400);
            a.says("msg", "message", "still here");
            assertThat(a.hearsResponse()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerIsOneObjectForOneReadWhateverWasAsked() {
        try (JimPeer a = chat.jim("a")) {
            a.says("x".repeat(60_000));
            assertThat(a.hears().path("response").asInt()).isEqualTo(400);
            a.says("msg", "to", "y".repeat(60_000), "message", "hi");
            assertThat(a.hears().path("response").asInt()).isEqualTo(400);
        }
    }

    @Test
    void nobodySpeaksBeforePresence() {
        try (JimPeer a = new JimPeer(chat.address())) {
            a.says("msg", "message", "hi");
            assertThat(a.hears().path("response").asInt()).isEqualTo(401);
        }
    }

    @Test
    void aTakenNameIs409AndAnotherOneIsFree() {
        try (Chatter ann = chat.chatter("ann");
                JimPeer a = new JimPeer(chat.address())) {
            a.saysRaw(JimPeer.presence("ANN"));
            assertThat(a.hears().path("response").asInt()).isEqualTo(409);
            a.enters("a");
            assertThat(ann.hears("joined").path("username").asText()).isEqualTo("a");
        }
    }

    @Test
    void presenceSaidAgainIsAHabitAndNothingElse() {
        try (Chatter ann = chat.chatter("ann");
                JimPeer a = chat.jim("a")) {
            a.enters("a").enters("a");
            assertThat(ann.hearsUntilPong()).hasSize(1);
        }
    }

    @Test
    void whatIsForOneAloneIs404WithoutOneAnd410AfterOneHasLeft() {
        try (JimPeer a = chat.jim("a");
                JimPeer b = chat.jim("b")) {
            a.says("msg", "to", "b", "message", "psst");
            assertThat(a.hearsResponse()).isEqualTo(200);
            assertText(b.hearsText(), "msg", "a", "b", "message", "psst");
            a.says("msg", "to", "nobody", "message", "psst");
            assertThat(a.hearsResponse()).isEqualTo(404);
            b.says("quit");
            b.socket().awaitEnd();
            await().atMost(ChatFixture.PATIENCE)
                    .until(() -> chat.server.host().who().get("lobby").size() == 1);
            a.says("msg", "to", "b", "message", "psst");
            assertThat(a.hearsResponse()).isEqualTo(410);
        }
    }

    @Test
    void roomsAreJoinedAndLeftAndContactsAreThoseWhoAreThere() {
        try (JimPeer a = chat.jim("a");
                JimPeer b = chat.jim("b")) {
            a.says("msg", "to", "#den", "message", "hi");
            assertThat(a.hearsResponse()).isEqualTo(404);
            a.says("join", "room", "#den");
            assertThat(a.hearsResponse()).isEqualTo(200);
            b.says("join", "room", "den");
            assertThat(b.hearsResponse()).isEqualTo(200);
            a.says("msg", "to", "#den", "message", "hi");
            assertText(b.hearsText(), "msg", "a", "#den", "message", "hi");
            a.hearsResponse();
            a.says("get_contacts");
            JsonNode contacts = a.hears();
            assertThat(contacts.path("response").asInt()).isEqualTo(202);
            assertThat(contacts.path("alert").toString()).isEqualTo("[\"a\",\"b\"]");
            b.says("leave", "room", "#den");
            assertThat(b.hearsResponse()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quit", "exit"})
    void whoLeavesIsLetGo(String word) {
        try (JimPeer a = chat.jim("a")) {
            a.says(word);
            a.socket().awaitEnd();
            assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.CLOSED);
        }
    }

    @ParameterizedTest
    @CsvSource({"deep, 10000, 1", "long, 1, 100000"})
    void anObjectTooDeepOrTooLongEndsTheConnectionOfItsAuthor(String what, int levels, int letters) {
        try (JimPeer rude = chat.jim("rude");
                Chatter ann = chat.chatter("ann")) {
            rude.saysRaw("{\"a\":".repeat(levels) + "\"" + "x".repeat(letters));
            rude.socket().awaitEnd();
            Disconnected end = chat.events.first(Disconnected.class);
            assertThat(end.reason()).as(what).isEqualTo(EndReason.PROTOCOL_ERROR);
            ann.says("text", "content", "hi");
            assertThat(ann.hearsTexts(1)).containsExactly("hi");
        }
    }

    @Test
    void aLongTextComesInPiecesOfOneReadEach() {
        String text = "Привет 😀! ".repeat(500);
        try (JimPeer a = chat.jim("a");
                Chatter ann = chat.chatter("ann")) {
            ann.says("text", "content", text);
            StringBuilder heard = new StringBuilder();
            while (heard.length() < text.length()) {
                heard.append(a.hearsText().path("message").asText());
            }
            assertThat(heard.toString()).isEqualTo(text);
        }
    }

    @Test
    void fiveHundredMessagesReachAClientThatTakesOneReadForOneObject() throws IOException {
        try (PolitePeer socket = PolitePeer.connect(chat.address());
                Chatter ann = chat.chatter("ann")) {
            socket.send(JimPeer.presence("a").getBytes(UTF_8));
            assertThat(recv(socket).path("response").asInt()).isEqualTo(200);
            for (int i = 0; i < 500; i++) {
                ann.says("text", "content", "text " + i);
                assertThat(recv(socket).path("message").asText()).isEqualTo("text " + i);
            }
        }
    }

    /** As classes write it. */
    private static JsonNode recv(PolitePeer socket) throws IOException {
        return Chatter.JSON
                .readerFor(JsonNode.class)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValue(socket.receiveSome(1024));
    }

    @Test
    void fiveHundredMessagesAtOnceComeInOrder() {
        try (JimPeer a = chat.jim("a");
                Chatter ann = chat.chatter("ann")) {
            for (int i = 0; i < 500; i++) {
                ann.says("text", "content", "text " + i);
            }
            for (int i = 0; i < 500; i++) {
                assertThat(a.hears().path("message").asText()).isEqualTo("text " + i);
            }
        }
    }
}
