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
import dev.netkit.chat.talk.RoomEvent.Announced;
import dev.netkit.chat.talk.RoomEvent.Joined;
import dev.netkit.chat.talk.RoomEvent.Left;
import dev.netkit.chat.talk.RoomEvent.Said;
import dev.netkit.chat.talk.RoomEvent.Shape;
import dev.netkit.chat.talk.Whisper;
import dev.netkit.chat.wire.ChatFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JimEncoderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK = Clock.fixed(AnnSaid.START, ZoneOffset.UTC);
    private static final long NOW = AnnSaid.START.getEpochSecond();

    private final JimEncoder shapeA = new JimEncoder(Shape.MSG, CLOCK);
    private final JimEncoder shapeB = new JimEncoder(Shape.MESSAGE, CLOCK);

    @Test
    void aMessageKeepsTheShapeOfItsAuthor() {
        JsonNode a = json("{'action':'msg','time':" + NOW + ",'from':'ann','to':'#den','message':'hi'}");
        JsonNode b = json("{'action':'message','time':" + NOW + ",'from':'ann','to':'#den','mess_text':'hi'}");
        assertThat(told(shapeA, "hi", Shape.MSG)).containsExactly(a);
        assertThat(told(shapeB, "hi", Shape.MSG)).containsExactly(a);
        assertThat(told(shapeA, "hi", Shape.MESSAGE)).containsExactly(b);
        assertThat(told(shapeB, "hi", Shape.MESSAGE)).containsExactly(b);
        assertThat(told(shapeA, "hi", Shape.NONE)).containsExactly(a);
        assertThat(told(shapeB, "hi", Shape.NONE)).containsExactly(b);
    }

    @Test
    void oneObjectIsOneWriteAndTheNextOneComesLater() {
        assertThat(shapeA.pace().whole()).isTrue();
        assertThat(shapeA.pace().pause()).isGreaterThanOrEqualTo(Duration.ofMillis(5));
    }

    /** Bytes that go in 16 pieces even where each takes six in JSON. */
    private static final int SHORT_ENOUGH = 1_800;

    @Test
    void aTextThatWouldGoOnAndOnIsCutShort() {
        List<byte[]> pieces = shapeA.told(said("a".repeat(ChatFormat.MAX_CONTENT), Shape.NONE));
        assertThat(pieces).hasSize(16).allMatch(piece -> piece.length <= JimEncoder.MAX_BYTES);
        assertThat(json(pieces.get(15)).path("message").asText()).isEqualTo("... (it goes on)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ё", "😀", "\"", "\\", "\u0001", "e\u0301", "\u202e", "a b, ", "👩\u200d👩\u200d👧"})
    void aLongTextGoesInSeveralObjectsOfWholeCharacters(String unit) {
        String text = unit.repeat(SHORT_ENOUGH / unit.getBytes(UTF_8).length);
        List<byte[]> pieces = shapeB.told(said(text, Shape.NONE));
        assertThat(pieces).hasSizeGreaterThan(1).allMatch(piece -> piece.length <= JimEncoder.MAX_BYTES);
        assertThat(pieces.stream()
                        .map(JimEncoderTest::json)
                        .map(object -> object.path("mess_text").asText()))
                .noneMatch(String::isEmpty)
                .allMatch(piece -> new String(piece.getBytes(UTF_8), UTF_8).equals(piece))
                .satisfies(all -> assertThat(String.join("", all)).isEqualTo(text));
    }

    @Test
    void whatJustFitsIsOneObject() {
        int overhead = shapeA.told(said("", Shape.NONE)).get(0).length;
        String fits = "a".repeat(JimEncoder.MAX_BYTES - overhead);
        assertThat(shapeA.told(said(fits, Shape.NONE))).hasSize(1);
        assertThat(shapeA.told(said(fits + "a", Shape.NONE))).hasSize(2);
    }

    @Test
    void charactersGoAsTheyAre() {
        byte[] piece = shapeA.told(said("Привет 😀", Shape.NONE)).get(0);
        assertThat(new String(piece, UTF_8)).contains("Привет 😀");
    }

    @Test
    void theLongestNamesLeaveRoomForAText() {
        Whisper whisper = new Whisper(
                "😀".repeat(64),
                "🙂".repeat(64),
                "den",
                "😀".repeat(1_000),
                AnnSaid.START,
                Optional.empty(),
                Shape.MSG);
        assertThat(shapeA.whispered(whisper)).allMatch(piece -> piece.length <= JimEncoder.MAX_BYTES);
    }

    @Test
    void aWhisperSaysWhomItIsFor() {
        Whisper whisper = new Whisper("ann", "bob", "den", "psst", AnnSaid.START, Optional.empty(), Shape.MSG);
        assertThat(json(shapeB.whispered(whisper).get(0)))
                .isEqualTo(json("{'action':'msg','time':" + NOW + ",'from':'ann','to':'bob','message':'psst'}"));
    }

    @Test
    void theServerSpeaksToAll() {
        assertThat(json(shapeA.told(new Announced("hi")).get(0)))
                .isEqualTo(json("{'action':'msg','time':" + NOW + ",'from':'server','to':'ALL','message':'hi'}"));
    }

    @Test
    void forComingAndGoingThereAreNoWords() {
        assertThat(shapeA.told(new Joined("den", "ann"))).isEmpty();
        assertThat(shapeA.told(new Left("den", "ann"))).isEmpty();
        assertThat(shapeA.users("den", List.of("ann"))).isEmpty();
        assertThat(shapeA.history(new CatchUp("den", "e", 1, 0, true, List.of())))
                .isEmpty();
    }

    @Test
    void asManyNamesAreToldAsFitIntoOneObject() {
        List<String> few = List.of("ann", "bob");
        assertThat(json(shapeA.names(few).get(0)))
                .isEqualTo(json("{'response':202,'time':" + NOW + ",'alert':['ann','bob']}"));
        List<String> many =
                IntStream.range(0, 10_000).mapToObj(i -> "somebody-" + i).collect(Collectors.toList());
        assertThat(shapeA.names(many)).hasSize(1).allMatch(piece -> piece.length <= JimEncoder.MAX_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "NAME_TAKEN, 409",
        "HELLO_FIRST, 401",
        "MUTED, 401",
        "NO_SUCH_ROOM, 404",
        "NO_SUCH_USER, 404",
        "GONE, 410",
        "NOT_STORED, 500",
        "BAD_NAME, 400",
        "TOO_LARGE, 400",
        "TOO_MANY_ROOMS, 400"
    })
    void everyRefusalHasItsNumber(Reason reason, int number) {
        assertThat(json(shapeA.refused(new Refused(reason, "why")).get(0)))
                .isEqualTo(json("{'response':" + number + ",'time':" + NOW + ",'error':'why'}"));
    }

    private static Said said(String content, Shape shape) {
        return new Said("den", new ChatMessage(1, AnnSaid.START, "ann", content, Optional.of("id")), shape);
    }

    private static List<JsonNode> told(JimEncoder encoder, String content, Shape shape) {
        return encoder.told(said(content, shape)).stream()
                .map(JimEncoderTest::json)
                .toList();
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        return json(text.replace('\'', '"').getBytes(UTF_8));
    }
}
