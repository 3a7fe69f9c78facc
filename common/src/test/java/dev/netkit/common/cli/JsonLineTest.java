package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class JsonLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void fieldsComeInTheOrderInWhichTheyWereAdded() throws JsonProcessingException {
        JsonLine line = JsonLine.event("test").with("z", 1).with("a", 2).with("m", 3);
        assertThat(parse(line).fieldNames()).toIterable().containsExactly("event", "time", "z", "a", "m");
    }

    @Test
    void integersOfEverySizeAreNumbers() throws JsonProcessingException {
        for (long value : new long[] {0, 1, -1, Integer.MAX_VALUE, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            JsonNode number = value(value);
            assertThat(number.isIntegralNumber()).isTrue();
            assertThat(number.longValue()).isEqualTo(value);
        }
        assertThat(value(7).intValue()).isEqualTo(7);
        assertThat(value((short) 7).intValue()).isEqualTo(7);
    }

    @Test
    void objectsStandInsideOneAnotherAndNothingIsNull() {
        JsonLine inner = JsonLine.empty().with("port", 22).with("state", "op\u009ben");
        JsonLine line = JsonLine.empty().with("up", null).with("first", inner).with("all", List.of(inner, inner));
        String object = "{\"port\":22,\"state\":\"op\\u009ben\"}";
        assertThat(line).hasToString("{\"up\":null,\"first\":" + object + ",\"all\":[" + object + "," + object + "]}");
    }

    @Test
    void fractionsKeepTheirFraction() throws JsonProcessingException {
        assertThat(value(0.25).doubleValue()).isEqualTo(0.25);
        assertThat(value(-1.5e300).doubleValue()).isEqualTo(-1.5e300);
        assertThat(value(0.25f).doubleValue()).isEqualTo(0.25);
    }

    @Test
    void numbersThatJsonCannotHoldStillMakeAnObject() throws JsonProcessingException {
        assertThat(value(Double.NaN).isMissingNode()).isFalse();
        assertThat(value(Double.POSITIVE_INFINITY).isMissingNode()).isFalse();
    }

    @Test
    void booleansAreBooleans() throws JsonProcessingException {
        assertThat(value(true).isBoolean()).isTrue();
        assertThat(value(true).booleanValue()).isTrue();
        assertThat(value(false).booleanValue()).isFalse();
    }

    @Test
    void anythingElseIsItsText() throws JsonProcessingException {
        assertThat(value("text").textValue()).isEqualTo("text");
        assertThat(value(Path.of("a", "b")).textValue())
                .isEqualTo(Path.of("a", "b").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"quoted\"",
                "back\\slash",
                "line\nend\r\n\ttab",
                "\u0000\u0001\u001b[2J\u007f",
                "\u0085\u009b31m\u2028\u2029",
                "\u202Egnp.exe\u202C\u2066\u2069\u200F",
                "\u041F\u0440\u0438\u0432\u0435\u0442 \uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDCBB"
            })
    void anyTextCanBeReadBack(String text) throws JsonProcessingException {
        JsonLine line = JsonLine.event("test").with("value", text);
        assertThat(parse(line).path("value").textValue()).isEqualTo(text);
        assertThat(line.toString()).doesNotContain("\n", "\r");
    }

    @Test
    void ordinaryTextIsWrittenAsItIs() {
        assertThat(JsonLine.event("test").with("value", "\u041F\u0440\u0438\u0432\u0435\u0442 \uD83D\uDE00"))
                .asString()
                .contains("\u041F\u0440\u0438\u0432\u0435\u0442 \uD83D\uDE00");
    }

    /** The line may be shown by a terminal, and be split into lines by readers that know more line ends than JSON. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0007", "\u001b", "\u007f", "\u0085", "\u009b", "\u061C", "\u200E", "\u202A", "\u202E", "\u2066",
                "\u2069", "\u2028", "\u2029"
            })
    void charactersThatCouldDriveATerminalAreEscaped(String character) {
        assertThat(JsonLine.event("test").with("value", character).toString()).doesNotContain(character);
    }

    private static JsonNode value(Object value) throws JsonProcessingException {
        return parse(JsonLine.event("test").with("value", value)).path("value");
    }

    private static JsonNode parse(JsonLine line) throws JsonProcessingException {
        return JSON.readTree(line.toString());
    }
}
