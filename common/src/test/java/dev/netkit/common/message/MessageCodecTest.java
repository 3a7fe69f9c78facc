package dev.netkit.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
    private static final MessageCodec<Talk> CODEC = MessageCodec.of(Talk.class);

    @Test
    void typeComesFirstAndWhatIsAbsentIsLeftOut() {
        assertThat(encoded(new Talk.Hello("ann", Optional.of("физика"), Optional.empty())))
                .isEqualTo("{\"type\":\"hello\",\"username\":\"ann\",\"room\":\"физика\"}");
        assertThat(encoded(new Talk.Ping())).isEqualTo("{\"type\":\"ping\"}");
    }

    @Test
    void timesHaveMillisecondsAndBytesAreBase64() {
        assertThat(encoded(new Talk.Message("hi", 7, Instant.parse("2026-11-21T10:00:00Z"), List.of("bob"))))
                .isEqualTo("{\"type\":\"message\",\"content\":\"hi\",\"seq\":7,\"time\":\"2026-11-21T10:00:00.000Z\","
                        + "\"to\":[\"bob\"]}");
        assertThat(encoded(new Talk.Salt(new byte[] {(byte) 0xfb, (byte) 0xff}, true)))
                .isEqualTo("{\"type\":\"salt\",\"salt\":\"+/8=\",\"sealed\":true}");
    }

    @Test
    void everyMessageComesBackAsItWent() throws MessageException, RefusedByPeerException {
        List<Talk> messages = List.of(
                new Talk.Hello("ann", Optional.empty(), Optional.of(Long.MAX_VALUE)),
                new Talk.Ping(),
                new Talk.Message("\u0000 \" \\ \uD83D\uDE00 \u202E", -1, Instant.EPOCH, List.of()));
        for (Talk message : messages) {
            assertThat(CODEC.decode(CODEC.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void bytesComeBackAsTheyWent() throws MessageException, RefusedByPeerException {
        Talk.Salt salt = (Talk.Salt) CODEC.decode(CODEC.encode(new Talk.Salt(new byte[] {1, 2, 3}, false)));
        assertThat(salt.salt()).containsExactly(1, 2, 3);
    }

    @Test
    void unknownFieldsAreIgnoredAndTypeMayStandAnywhere() throws MessageException, RefusedByPeerException {
        String json = " {\"colour\":{\"deep\":[1,2]},\"username\":\"ann\",\"type\":\"hello\",\"room\":null}\n";
        assertThat(CODEC.decode(json.getBytes(UTF_8)))
                .isEqualTo(new Talk.Hello("ann", Optional.empty(), Optional.empty()));
    }

    @Test
    void escapedSurrogatePairsAreOneCharacterEach() throws MessageException, RefusedByPeerException {
        String json = "{\"type\":\"hello\",\"username\":\"\\ud83d\\uDE00\\uD83d\\ude00 \\\\ud800 \\u0041\"}";
        assertThat(CODEC.decode(json.getBytes(UTF_8)))
                .isEqualTo(new Talk.Hello("\uD83D\uDE00\uD83D\uDE00 \\ud800 A", Optional.empty(), Optional.empty()));
    }

    @Test
    void messagesOfOneCodecAreTheOnesOfItsFamilyOnly() throws MessageException, RefusedByPeerException {
        MessageCodec<Talk.Question> questions = MessageCodec.of(Talk.Question.class);
        assertThat(questions.decode("{\"type\":\"ping\"}".getBytes(UTF_8))).isEqualTo(new Talk.Ping());
        assertThat(BadMessages.of(questions, "{\"type\":\"salt\",\"salt\":\"\",\"sealed\":true}"))
                .isEqualTo("unknown-type");
    }

    @Test
    void oneRecordOfAFamilyCanBeWrittenAlone() {
        assertThat(new String(MessageCodec.of(Talk.Question.class).encode(new Talk.Ping()), UTF_8))
                .isEqualTo("{\"type\":\"ping\"}");
    }

    interface Open {}

    sealed interface Unnamed permits Nameless {}

    record Nameless() implements Unnamed {}

    sealed interface Twins permits Left, Right {}

    @JsonTypeName("same")
    record Left() implements Twins {}

    @JsonTypeName("same")
    record Right() implements Twins {}

    @Test
    void familyThatIsNotClosedNamedAndDistinctIsRefused() {
        for (Class<?> family : List.of(Open.class, Unnamed.class, Twins.class, Own.class)) {
            assertThatIllegalArgumentException().as(family.getName()).isThrownBy(() -> MessageCodec.of(family));
        }
    }

    sealed interface Both permits Up, Down {}

    sealed interface Up extends Both permits Said {}

    sealed interface Down extends Both permits Said {}

    @JsonTypeName("said")
    record Said(String what) implements Up, Down {}

    @Test
    void oneRecordMayGoInBothDirections() throws MessageException, RefusedByPeerException {
        Both said = MessageCodec.of(Both.class).decode("{\"type\":\"said\",\"what\":\"hi\"}".getBytes(UTF_8));
        assertThat(said).isEqualTo(new Said("hi"));
    }

    sealed interface Own permits OwnError {}

    @JsonTypeName("error")
    record OwnError(String code) implements Own {}

    @Test
    void errorMessageIsWhatTheProtocolSays() {
        assertThat(new String(new Refusal("bad-json", "a message is one JSON object").encode(), UTF_8))
                .isEqualTo("{\"type\":\"error\",\"code\":\"bad-json\",\"detail\":\"a message is one JSON object\"}");
    }

    private static String encoded(Talk message) {
        return new String(CODEC.encode(message), UTF_8);
    }
}
