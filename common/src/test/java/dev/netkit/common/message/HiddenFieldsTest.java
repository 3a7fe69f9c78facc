package dev.netkit.common.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenFieldsTest {
    private static final HiddenFields FIELDS = HiddenFields.of("token", "salt");

    private static String hide(String json) {
        return new String(FIELDS.hide(json.getBytes(UTF_8)), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"x\",\"token\":\"abc\",\"n\":1}   | {\"type\":\"x\",\"token\":\"(hidden)\",\"n\":1}",
                "{\"token\" :\t\"abc\", \"salt\": \"d\"}       | {\"token\" :\t\"(hidden)\", \"salt\": \"(hidden)\"}",
                "{\"token\":\"a\\\"b\\\\\",\"n\":\"c\"}        | {\"token\":\"(hidden)\",\"n\":\"c\"}",
                "{\"token\":\"\"}                              | {\"token\":\"(hidden)\"}",
                "{\"list\":[{\"token\":\"abc\"}]}              | {\"list\":[{\"token\":\"(hidden)\"}]}",
                "{\"token\":\"breaks off                       | {\"token\":\"(hidden)\"",
                "{\"token\":\"breaks off\\                     | {\"token\":\"(hidden)\"\\",
            })
    void valuesAreHidden(String json, String shown) {
        assertThat(hide(json)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON, and no token either",
                "{\"type\":\"token\",\"tokens\":\"abc\",\"Оля\":\"😀\"}",
                "{\"token\":1}",
            })
    void nothingElseIs(String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        assertThat(FIELDS.hide(bytes)).isSameAs(bytes);
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() {
        byte[] bytes = {(byte) 0xFF, 0, '"', (byte) 0x80};
        assertThat(FIELDS.hide(bytes)).isSameAs(bytes);
        assertThat(HiddenFields.NONE.hide("{\"token\":\"a\"}".getBytes(UTF_8)))
                .asString(UTF_8)
                .contains("\"a\"");
    }

    @Test
    void longValuesAreHiddenToo() {
        assertThat(hide("{\"token\":\"" + "\\\"x".repeat(100_000) + "\"}")).isEqualTo("{\"token\":\"(hidden)\"}");
    }
}
