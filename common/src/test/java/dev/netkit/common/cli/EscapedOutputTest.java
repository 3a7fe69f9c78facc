package dev.netkit.common.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class EscapedOutputTest {
    private static final String REPLACEMENT = "\uFFFD";

    /** Characters of one to four bytes, harmless and not, next to one another. */
    private static final String MIXED =
            "a\u0436\u20AC\uD83D\uDE00\u001b[31m\u009b\u202E\u2028\n\t\r\uD83D\uDC69\u200D\uD83D\uDCBB\u007F";

    private static final String MIXED_ESCAPED =
            "a\u0436\u20AC\uD83D\uDE00\\x1b[31m\\x9b\\u{202e}\\u{2028}\n\t\\r\uD83D\uDC69\u200D\uD83D\uDCBB\\x7f";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final EscapedOutput out = new EscapedOutput(shown);

    @Test
    void wholeTextIsEscaped() throws IOException {
        out.write(MIXED.getBytes(UTF_8));
        assertThat(shown.toString(UTF_8)).isEqualTo(MIXED_ESCAPED);
    }

    @Test
    void textMayBeCutInTwoAtEveryByte() throws IOException {
        byte[] bytes = MIXED.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            shown.reset();
            EscapedOutput pieces = new EscapedOutput(shown);
            pieces.write(bytes, 0, cut);
            pieces.write(bytes, cut, bytes.length - cut);
            assertThat(shown.toString(UTF_8)).as("cut after %d bytes", cut).isEqualTo(MIXED_ESCAPED);
        }
    }

    @Test
    void textMayComeByteByByte() throws IOException {
        for (byte b : MIXED.getBytes(UTF_8)) {
            out.write(b);
        }
        assertThat(shown.toString(UTF_8)).isEqualTo(MIXED_ESCAPED);
    }

    @Test
    void textMayComeInPiecesOfEverySize() throws IOException {
        byte[] bytes = MIXED.repeat(20).getBytes(UTF_8);
        for (int size = 1; size < 50; size++) {
            shown.reset();
            EscapedOutput pieces = new EscapedOutput(shown);
            for (int start = 0; start < bytes.length; start += size) {
                pieces.write(bytes, start, Math.min(size, bytes.length - start));
            }
            assertThat(shown.toString(UTF_8)).as("pieces of %d bytes", size).isEqualTo(MIXED_ESCAPED.repeat(20));
        }
    }

    @Test
    void completeCharactersAreShownAtOnce() throws IOException {
        byte[] euro = "\u20AC".getBytes(UTF_8);
        out.write(new byte[] {'a', euro[0], euro[1]});
        assertThat(shown.toString(UTF_8)).isEqualTo("a");
        out.write(euro[2]);
        assertThat(shown.toString(UTF_8)).isEqualTo("a\u20AC");
    }

    @ParameterizedTest
    @CsvSource({
        "80, a continuation alone",
        "9b, a C1 control of one byte",
        "ff, no byte of UTF-8",
        "fe, no byte of UTF-8",
        "c080, an overlong NUL",
        "c19b, an overlong bracket",
        "e0809b, an overlong C1 control",
        "f0808080, an overlong NUL",
        "eda080, a surrogate",
        "eda0bdedb880, two surrogates",
        "f4908080, above the last code point",
        "f8888080, five bytes",
        "e282, a cut euro sign",
        "f09f98, a cut face",
        "c3, a cut letter"
    })
    void malformedBytesAreShownAsReplacedAndNeverPassedOn(String hex, String what) throws IOException {
        byte[] malformed = HexFormat.of().parseHex(hex);
        out.write(malformed);
        out.write("z".getBytes(UTF_8));
        String whole = shown.toString(UTF_8);
        assertThat(whole).as(what).matches(REPLACEMENT + "+z");

        shown.reset();
        EscapedOutput byteByByte = new EscapedOutput(shown);
        for (byte b : malformed) {
            byteByByte.write(b);
        }
        byteByByte.write('z');
        assertThat(shown.toString(UTF_8)).as(what + ", byte by byte").isEqualTo(whole);
    }

    @Test
    void escapeHiddenInACutCharacterIsEscaped() throws IOException {
        out.write(new byte[] {(byte) 0xE2, 0x1B, '[', '2', 'J'});
        assertThat(shown.toString(UTF_8)).isEqualTo(REPLACEMENT + "\\x1b[2J");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e2", "e282", "f09f98", "c2", "f0"})
    void characterThatIsCutAtTheEndIsNotPassedOn(String hex) throws IOException {
        out.write('a');
        out.write(HexFormat.of().parseHex(hex));
        out.flush();
        out.close();
        assertThat(shown.toByteArray()).isEqualTo(new String(shown.toByteArray(), UTF_8).getBytes(UTF_8));
        assertThat(shown.toString(UTF_8)).startsWith("a");
    }

    @Test
    void sequenceThatIsCutAtTheEndIsEscapedAtOnce() throws IOException {
        out.write("end\u001b".getBytes(UTF_8));
        assertThat(shown.toString(UTF_8)).isEqualTo("end\\x1b");
        out.write("[2J".getBytes(UTF_8));
        assertThat(shown.toString(UTF_8)).isEqualTo("end\\x1b[2J");
    }

    @Test
    void nothingWrittenShowsNothing() throws IOException {
        out.write(new byte[0]);
        assertThat(shown.size()).isZero();
    }

    @Test
    void partOfAnArrayIsWritten() throws IOException {
        out.write("--hello--".getBytes(UTF_8), 2, 5);
        assertThat(shown.toString(UTF_8)).isEqualTo("hello");
    }

    @Test
    void flushAndFailuresPassThrough() throws IOException {
        IOException broken = new IOException("full");
        boolean[] flushed = {false};
        EscapedOutput failing = new EscapedOutput(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw broken;
            }

            @Override
            public void flush() {
                flushed[0] = true;
            }
        });
        failing.flush();
        assertThat(flushed[0]).isTrue();
        assertThatThrownBy(() -> failing.write('x')).isSameAs(broken);
    }
}
