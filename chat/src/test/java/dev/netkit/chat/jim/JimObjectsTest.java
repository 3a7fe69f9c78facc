package dev.netkit.chat.jim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.netkit.chat.jim.JimException.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JimObjectsTest {
    private static final String PRESENCE =
            "{\"action\":\"presence\",\"user\":{\"account_name\":\"Zoë\",\"status\":\"\"}}";

    @Test
    void oneObjectInOnePieceIsRead() throws IOException {
        assertThat(all(stream(PRESENCE))).containsExactly(PRESENCE);
    }

    @Test
    void oneObjectByteByByteIsRead() throws IOException {
        assertThat(all(dripping(PRESENCE))).containsExactly(PRESENCE);
    }

    @Test
    void tenObjectsInOnePieceAreTen() throws IOException {
        List<String> ten = Collections.nCopies(10, PRESENCE);
        assertThat(all(stream(String.join("", ten)))).isEqualTo(ten);
    }

    @Test
    void nothingIsReadPastTheEndOfAnObject() throws IOException {
        InputStream in = stream("{\"a\":1}{\"b\":2}");
        assertThat(new JimObjects(in).read()).isPresent();
        assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("{\"b\":2}");
    }

    @Test
    void whiteSpaceLineEndsAndNulsMayStandBetweenObjects() throws IOException {
        assertThat(all(stream("\n {}\r\n\t{}\0\0{} "))).containsExactly("{}", "{}", "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"}\"}",
                "{\"message\":\"{[\"}",
                "{\"message\":\"\\\"}\"}",
                "{\"message\":\"\\\\\"}",
                "{\"message\":\"\\\\\\\"}\"}",
                "{\"\\u007d\":[{},[],{\"a\":[1]}]}",
                "{\n  \"response\": 200\n}",
                "{\"дата\":\"☃ 𝄞\"}"
            })
    void bracesInStringsAndEscapedQuotesEndNothing(String object) throws IOException {
        assertThat(all(stream(object + object))).containsExactly(object, object);
        assertThat(all(dripping(object + object))).containsExactly(object, object);
    }

    @Test
    void anObjectThatIsNoJsonCostsTheNextOneNothing() throws IOException {
        assertThat(all(stream("{no json]{\"a\":1}"))).containsExactly("{no json]", "{\"a\":1}");
    }

    @Test
    void anObjectOfExactlyTheLimitIsTaken() throws IOException {
        String longest = ofLength(JimObjects.MAX_BYTES);
        assertThat(all(stream(longest + PRESENCE))).containsExactly(longest, PRESENCE);
    }

    @Test
    void anObjectOfOneByteMoreIsRefused() {
        assertFault(Fault.TOO_LARGE, ofLength(JimObjects.MAX_BYTES + 1));
    }

    @Test
    void anObjectThatNeverEndsIsRefusedAtTheLimit() throws IOException {
        InputStream in = stream("{\"" + "a".repeat(10 * JimObjects.MAX_BYTES));
        assertThatThrownBy(() -> new JimObjects(in).read()).isInstanceOf(JimException.class);
        assertThat(in.available()).isEqualTo(9 * JimObjects.MAX_BYTES + 1);
    }

    @Test
    void asManyLevelsAsTheLimitAreTaken() throws IOException {
        String deepest = ofDepth(JimObjects.MAX_DEPTH);
        assertThat(all(stream(deepest))).containsExactly(deepest);
    }

    @Test
    void oneLevelMoreIsRefused() {
        assertFault(Fault.TOO_DEEP, ofDepth(JimObjects.MAX_DEPTH + 1));
        assertFault(Fault.TOO_DEEP, "{\"a\":" + "[".repeat(10_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"", "{\"a\":1", "{\"a\":{}", "{\"a\\"})
    void aStreamThatEndsInsideAnObjectIsRefused(String half) {
        assertFault(Fault.TRUNCATED, half);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[]", "\"text\"", "{}]", "{},{}", "\u00a0{}", "\ufeff{}", "5:hello"})
    void anythingElseBetweenObjectsIsRefused(String stream) {
        assertFault(Fault.MALFORMED, stream);
    }

    @Test
    void nothingButWhiteSpaceIsACleanEnd() throws IOException {
        assertThat(new JimObjects(stream("")).read()).isEmpty();
        assertThat(new JimObjects(stream(" \n\0")).read()).isEmpty();
    }

    @Test
    void anObjectThatBeganIsThereUntilItIsRead() throws IOException {
        JimObjects objects = new JimObjects(stream(PRESENCE));
        assertThat(objects.awaitObject()).isTrue();
        assertThat(objects.awaitObject()).isTrue();
        assertThat(new String(objects.readObject(), UTF_8)).isEqualTo(PRESENCE);
        assertThatThrownBy(objects::readObject).isInstanceOf(IllegalStateException.class);
    }

    /** The seed is in the message of a failure. */
    @Test
    void whateverBytesComeTheyAreObjectsOrRefused() throws IOException {
        for (int seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append("{}[]\"\\ \n\0a:é".charAt(random.nextInt(12)));
            }
            String whole = outcome(stream(text.toString()));
            assertThat(outcome(dripping(text.toString()))).as("seed " + seed).isEqualTo(whole);
        }
    }

    private static String outcome(InputStream in) throws IOException {
        StringBuilder outcome = new StringBuilder();
        JimObjects objects = new JimObjects(in);
        try {
            Optional<byte[]> next;
            while ((next = objects.read()).isPresent()) {
                String object = new String(next.get(), UTF_8);
                assertThat(object).startsWith("{").matches("(?s).*[}\\]]");
                outcome.append(object).append('|');
            }
        } catch (JimException e) {
            outcome.append(e.fault());
        }
        return outcome.toString();
    }

    private static String ofLength(int length) {
        String frame = "{\"a\":\"\"}";
        return frame.replace("\"\"", '"' + "x".repeat(length - frame.length()) + '"');
    }

    private static String ofDepth(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    private static void assertFault(Fault fault, String stream) {
        for (InputStream in : List.of(stream(stream), dripping(stream))) {
            JimException e = catchThrowableOfType(JimException.class, () -> all(in));
            assertThat(e).isInstanceOf(ProtocolException.class);
            assertThat(e.fault()).isEqualTo(fault);
        }
    }

    private static List<String> all(InputStream in) throws IOException {
        JimObjects objects = new JimObjects(in);
        List<String> all = new ArrayList<>();
        Optional<byte[]> next;
        while ((next = objects.read()).isPresent()) {
            all.add(new String(next.get(), UTF_8));
        }
        return all;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** One byte a read, as a network may have it. */
    private static InputStream dripping(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        };
    }
}
