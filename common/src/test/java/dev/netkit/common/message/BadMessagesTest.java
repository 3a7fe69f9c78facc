package dev.netkit.common.message;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadMessagesTest {
    private static final MessageCodec<Talk> CODEC = MessageCodec.of(Talk.class);
    private static final String PING = "{\"type\":\"ping\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "null",
                "7",
                "\"ping\"",
                "[]",
                "[\"ping\",{}]",
                "{",
                "{}",
                "{\"type\":null}",
                "{\"type\":\"ping\"",
                "{\"type\":\"ping\",}",
                "{'type':'ping'}",
                "{type:\"ping\"}",
                "{\"type\":\"ping\"} x",
                "{\"type\":\"ping\"}{\"type\":\"ping\"}",
                "{\"type\":\"ping\"} // why",
                "{\"type\":\"ping\",\"type\":\"ping\"}",
                "{\"type\":\"ping\",\"n\":NaN}",
                "{\"type\":\"ping\",\"s\":\"\t\"}",
                "{\"type\":\"hello\",\"username\":\"a\",\"username\":\"b\"}",
                "{\"type\":\"ping\",\"s\":\"\\ud800\"}",
                "{\"type\":\"hello\",\"username\":\"a\\udc00b\"}",
                "{\"type\":\"ping\",\"\\udbff\":1}",
                "\uFEFF{\"type\":\"ping\"}"
            })
    void whatIsNotOneJsonObjectWithATypeIsBadJson(String json) {
        assertThat(BadMessages.of(CODEC, json)).isEqualTo("bad-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"\"}",
                "{\"type\":\"Ping\"}",
                "{\"type\":5}",
                "{\"type\":\"java.lang.Object\"}",
                "{\"type\":\"dev.netkit.common.message.Talk$Ping\"}"
            })
    void namesOfNoRecordAreUnknownTypes(String json) {
        assertThat(BadMessages.of(CODEC, json)).isEqualTo("unknown-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"hello\"}",
                "{\"type\":\"hello\",\"username\":null}",
                "{\"type\":\"hello\",\"username\":5}",
                "{\"type\":\"hello\",\"username\":1.5}",
                "{\"type\":\"hello\",\"username\":true}",
                "{\"type\":\"hello\",\"username\":[\"ann\"]}",
                "{\"type\":\"hello\",\"username\":{}}",
                "{\"type\":\"hello\",\"username\":\" \"}",
                "{\"type\":\"hello\",\"username\":\"ann\",\"since\":\"5\"}",
                "{\"type\":\"hello\",\"username\":\"ann\",\"since\":1.5}",
                "{\"type\":\"hello\",\"username\":\"ann\",\"since\":9223372036854775808}",
                "{\"type\":\"message\",\"content\":\"\",\"seq\":1,\"time\":\"now\",\"to\":[]}",
                "{\"type\":\"message\",\"content\":\"\",\"seq\":1,\"time\":5,\"to\":[]}",
                "{\"type\":\"message\",\"content\":\"\",\"seq\":1,\"time\":\"2026-11-21T09:00:00Z\",\"to\":[5]}",
                "{\"type\":\"message\",\"content\":\"\",\"seq\":null,\"time\":\"2026-11-21T09:00:00Z\",\"to\":[]}",
                "{\"type\":\"salt\",\"salt\":\"%%\",\"sealed\":true}",
                "{\"type\":\"salt\",\"salt\":\"AR==\",\"sealed\":true}",
                "{\"type\":\"salt\",\"salt\":\"AQ\",\"sealed\":true}",
                "{\"type\":\"salt\",\"salt\":\"AQ=\",\"sealed\":true}",
                "{\"type\":\"salt\",\"salt\":\"AQ==AQ==\",\"sealed\":true}",
                "{\"type\":\"salt\",\"salt\":\"AQ== \",\"sealed\":true}",
                "{\"type\":\"salt\",\"salt\":\"_-8=\",\"sealed\":true}",
                "{\"type\":\"salt\",\"salt\":[1,2],\"sealed\":true}",
                "{\"type\":\"hello\",\"username\":\"ann\",\"since\":\" \"}",
                "{\"type\":\"hello\",\"username\":\"ann\",\"since\":\"\"}",
                "{\"type\":\"message\",\"content\":\"\",\"seq\":1,\"time\":\"2026-11-21T09:00:00+01:00\",\"to\":[]}",
                "{\"type\":\"message\",\"content\":\"\",\"seq\":1,\"time\":\"2026-11-21T24:00:00Z\",\"to\":[]}",
                "{\"type\":\"message\",\"content\":\"\",\"seq\":1,\"time\":\"2026-02-30T09:00:00Z\",\"to\":[]}",
                "{\"type\":\"message\",\"content\":\"\",\"seq\":1,\"time\":\"2026-11-21T09:00:00Z\",\"to\":[null]}",
                "{\"type\":\"salt\",\"salt\":\"\",\"sealed\":\"true\"}",
                "{\"type\":\"salt\",\"salt\":\"\"}"
            })
    void missingFieldsAndOtherTypesAreBadFields(String json) {
        assertThat(BadMessages.of(CODEC, json)).isEqualTo("bad-field");
    }

    @Test
    void fieldIsNamedWithItsPath() {
        String json =
                "{\"type\":\"message\",\"content\":\"\",\"seq\":1,\"time\":\"2026-11-21T09:00:00Z\",\"to\":[\"a\",5]}";
        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(() -> CODEC.decode(json.getBytes(UTF_8)))
                .withMessage("the field \"to.1\" is missing or not of its type");
    }

    @Test
    void recordsOwnRefusalIsPassedOn() {
        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(() -> CODEC.decode("{\"type\":\"hello\",\"username\":\"\"}".getBytes(UTF_8)))
                .withMessage("a username is not empty");
    }

    @Test
    void longNameOfAPeersOwnMakingIsNotRepeatedInFull() {
        String json = "{\"type\":\"" + "x".repeat(5_000) + "\"}";
        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(() -> CODEC.decode(json.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    /** Such names once filled the table of names that Jackson shares between all connections, until it failed. */
    @Test
    void namesWhoseHashesCollideHarmNobody() {
        for (int message = 0; message < 100; message++) {
            StringBuilder json = new StringBuilder("{\"type\":\"ping\"");
            for (int i = 0; i < 500; i++) {
                json.append(",\"")
                        .append(message)
                        .append('-')
                        .append(collidingName(i))
                        .append("\":1");
            }
            assertThat(BadMessages.of(CODEC, json + "}")).isEmpty();
        }
    }

    /** "Ab" and "BA" have the same hash where it is made by multiplying with 33, and so have all rows of them. */
    private static String collidingName(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 9; bit++) {
            name.append((number >> bit & 1) == 0 ? "Ab" : "BA");
        }
        return name.toString();
    }

    @Test
    void whatIsQuotedFromAPeerIsWholeCharacters() throws RefusedByPeerException {
        String json = "{\"type\":\"" + "x".repeat(99) + "\uD83D\uDE00\uD83D\uDE00\"}";
        assertThatExceptionOfType(MessageException.class)
                .isThrownBy(() -> CODEC.decode(json.getBytes(UTF_8)))
                .withMessageEndingWith("x\uD83D\uDE00...\"");
    }

    @Test
    void nestingIsLimited() {
        assertThat(BadMessages.of(CODEC, nested(Json.MAX_DEPTH - 1))).isEmpty();
        assertThat(BadMessages.of(CODEC, nested(Json.MAX_DEPTH))).isEqualTo("bad-json");
        assertThat(BadMessages.of(CODEC, nested(100_000))).isEqualTo("bad-json");
    }

    private static String nested(int depth) {
        return "{\"type\":\"ping\",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    @Test
    void hugeNumbersAndNamesAreRefusedCheaply() {
        assertThat(BadMessages.of(CODEC, "{\"type\":\"ping\",\"n\":" + "9".repeat(100_000) + "}"))
                .isEqualTo("bad-json");
        assertThat(BadMessages.of(CODEC, "{\"type\":\"ping\",\"" + "n".repeat(100_000) + "\":1}"))
                .isEqualTo("bad-json");
        assertThat(BadMessages.of(CODEC, "{\"type\":\"hello\",\"username\":\"a\",\"since\":1e999999999}"))
                .isEqualTo("bad-field");
    }

    @Test
    void longTextIsNoFault() {
        assertThat(BadMessages.of(CODEC, "{\"type\":\"hello\",\"username\":\"" + "n".repeat(1_000_000) + "\"}"))
                .isEmpty();
    }

    @Test
    void onlyUtf8IsRead() {
        for (String charset : new String[] {"UTF-16LE", "UTF-16BE", "UTF-32BE"}) {
            assertThat(BadMessages.of(CODEC, PING.getBytes(Charset.forName(charset))))
                    .as(charset)
                    .isEqualTo("bad-json");
        }
        assertThat(BadMessages.of(CODEC, PING.getBytes(UTF_16))).isEqualTo("bad-json");
        byte[] overlong = "{\"type\":\"hello\",\"username\":\"##\"}".getBytes(UTF_8);
        overlong[overlong.length - 4] = (byte) 0xC0;
        overlong[overlong.length - 3] = (byte) 0xAF;
        assertThat(BadMessages.of(CODEC, overlong)).isEqualTo("bad-json");
    }
}
