package dev.netkit.chat.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netkit.chat.talk.AnnSaid;
import dev.netkit.chat.talk.CatchUp;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.Refused.Reason;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.RoomEvent.Announced;
import dev.netkit.chat.talk.RoomEvent.Joined;
import dev.netkit.chat.talk.RoomEvent.Left;
import dev.netkit.chat.talk.RoomEvent.Said;
import dev.netkit.chat.talk.RoomEvent.Shape;
import dev.netkit.chat.talk.Whisper;
import dev.netkit.chat.wire.ChatReply;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Native clients: those that know all the types, and those that know three. */
class NativeEncodersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NativeWords words = NativeWords.of(new Bare());

    /** Carries the JSON as it is. */
    private static final class Bare implements NativeEncoder.Carrier {
        private static final MessageCodec<ChatReply> CODEC = MessageCodec.of(ChatReply.class);

        @Override
        public byte[] carry(ChatReply reply) {
            return CODEC.encode(reply);
        }

        @Override
        public byte[] carry(Refusal refusal) {
            return refusal.encode();
        }
    }

    @Test
    void aMessageHasEverythingThatThePageOfTheProtocolNames() {
        ChatMessage message = AnnSaid.message(3);
        assertThat(full(new Said("den", message, Shape.NONE)))
                .isEqualTo(json("{'type':'message','username':'ann','content':'text 3','room':'den','seq':3,"
                        + "'time':'2026-11-21T09:00:03.000Z','id':'id-3'}"));
    }

    @Test
    void whatIsMissingIsLeftOut() {
        ChatMessage message = new ChatMessage(3, AnnSaid.START, "ann", "hi", Optional.empty());
        JsonNode told = full(new Said("den", message, Shape.NONE));
        assertThat(told.has("id")).isFalse();
        assertThat(told.has("to")).isFalse();
    }

    @Test
    void comingAndGoingAreTypesOfTheirOwn() {
        assertThat(full(new Joined("den", "ann"))).isEqualTo(json("{'type':'joined','username':'ann','room':'den'}"));
        assertThat(full(new Left("den", "ann"))).isEqualTo(json("{'type':'left','username':'ann','room':'den'}"));
        assertThat(full(new Announced("hi"))).isEqualTo(json("{'type':'notice','content':'hi'}"));
    }

    @Test
    void whoIsThereAndWhatWasMissedAreTold() {
        assertThat(only(words.full().users("den", List.of("ann", "bob"))))
                .isEqualTo(json("{'type':'users','room':'den','usernames':['ann','bob']}"));
        CatchUp missed = new CatchUp("den", "e", 4, 10, true, List.of());
        assertThat(only(words.full().history(missed)))
                .isEqualTo(json("{'type':'history','room':'den','epoch':'e','from':4,'to':10,'complete':true}"));
        assertThat(only(words.full().pong())).isEqualTo(json("{'type':'pong'}"));
    }

    @Test
    void aWhisperSaysWhomItIsForAndHasNoNumber() {
        assertThat(only(words.full().whispered(whisper())))
                .isEqualTo(json("{'type':'message','username':'ann','content':'psst','room':'den','seq':0,"
                        + "'time':'2026-11-21T09:00:00.000Z','to':'bob','id':'w-1'}"));
    }

    @Test
    void whoKnowsThreeTypesIsToldEverythingAsAMessage() {
        assertThat(plain(new Said("den", AnnSaid.message(3), Shape.NONE))).isEqualTo(message("ann", "text 3"));
        assertThat(plain(new Joined("den", "ann"))).isEqualTo(message("server", "ann joined den"));
        assertThat(plain(new Left("den", "ann"))).isEqualTo(message("server", "ann left den"));
        assertThat(plain(new Announced("hi"))).isEqualTo(message("server", "hi"));
        assertThat(only(words.plain().users("den", List.of("ann", "bob"))))
                .isEqualTo(message("server", "in den: ann, bob"));
        assertThat(only(words.plain().whispered(whisper()))).isEqualTo(message("ann", "(to you alone) psst"));
        assertThat(words.plain().history(new CatchUp("den", "e", 4, 10, true, List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalHasALowerCaseCodeInBothWords(Reason reason) {
        Refused refused = new Refused(reason, "why");
        JsonNode told = only(words.full().refused(refused));
        assertThat(told.path("type").asText()).isEqualTo("error");
        assertThat(told.path("code").asText()).matches("[a-z]+(-[a-z]+)*");
        assertThat(told.path("detail").asText()).isEqualTo("why");
        assertThat(only(words.plain().refused(refused))).isEqualTo(told);
    }

    private static Whisper whisper() {
        return new Whisper("ann", "bob", "den", "psst", AnnSaid.START, Optional.of("w-1"), Shape.NONE);
    }

    private JsonNode full(RoomEvent event) {
        return only(words.full().told(event));
    }

    private JsonNode plain(RoomEvent event) {
        return only(words.plain().told(event));
    }

    private static JsonNode message(String username, String content) {
        return json("{'type':'message','username':'" + username + "','content':'" + content + "'}");
    }

    private static JsonNode only(List<byte[]> pieces) {
        assertThat(pieces).hasSize(1);
        return json(new String(pieces.get(0), UTF_8).replace("'", "\\u0027"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
