package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SafeTextTest {
    @Test
    void everyC0ControlIsEscaped() {
        for (int c = 0; c < 0x20; c++) {
            assertEscaped(c);
        }
    }

    @Test
    void deleteAndEveryC1ControlAreEscaped() {
        for (int c = 0x7F; c <= 0x9F; c++) {
            assertEscaped(c);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069})
    void everyBidirectionalControlIsEscaped(int c) {
        assertEscaped(c);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x2028, 0x2029, 0x85})
    void everyLineSeparatorIsEscaped(int c) {
        assertEscaped(c);
    }

    @Test
    void everyLoneSurrogateIsEscaped() {
        for (int c = Character.MIN_SURROGATE; c <= Character.MAX_SURROGATE; c++) {
            assertEscaped(c);
        }
        assertThat(SafeText.escape("\uDE00\uD83D")).isEqualTo("\\u{de00}\\u{d83d}");
    }

    @ParameterizedTest
    @CsvSource({"10, \\n", "13, \\r", "9, \\t", "0, \\x00", "27, \\x1b", "127, \\x7f", "155, \\x9b", "8238, \\u{202e}"})
    void escapesAreThoseThatProgrammersKnow(int c, String escape) {
        assertThat(SafeText.escape(Character.toString(c))).isEqualTo(escape);
    }

    @Test
    void terminalSequencesLoseTheirPower() {
        assertThat(SafeText.escape("\u001b[2J\u001b]0;title\u0007")).isEqualTo("\\x1b[2J\\x1b]0;title\\x07");
        assertThat(SafeText.escape("\u009b31m")).isEqualTo("\\x9b31m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text, with punctuation: ~!@#$%^&*()_+",
                "Привет, мир! Ёж, їжак, ґанок",
                "\u00E9\u00DF\u00F1 e\u0301 \u4F60\u597D \u3053\u3093\u306B\u3061\u306F \uD55C\uAD6D\uC5B4",
                "\u0627\u0644\u0639\u0631\u0628\u064A\u0629 \u05E2\u05D1\u05E8\u05D9\u05EA",
                "\uD83D\uDE00 \uD83D\uDC4D\uD83C\uDFFD \u2764\uFE0F \uD83C\uDDFA\uD83C\uDDE6",
                "\uD83D\uDC69\u200D\uD83D\uDCBB \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "\u0646\u0645\u06CC\u200C\u062F\u0627\u0646\u0645",
                "\u00A0no\u00ADbreak\u200B\u2060\uFEFF",
                "\\x1b is not an escape character"
            })
    void ordinaryTextOfAllScriptsIsLeftAsItIs(String text) {
        assertThat(SafeText.escape(text)).isEqualTo(text);
        assertThat(SafeText.escapeLines(text)).isEqualTo(text);
    }

    @Test
    void everyPrintableAsciiCharacterIsLeftAsItIs() {
        String printable = IntStream.range(0x20, 0x7F)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(SafeText.escape(printable)).isEqualTo(printable);
    }

    @Test
    void harmlessNeighboursOfAnEscapeStay() {
        assertThat(SafeText.escape("\u0436\u001b\uD83D\uDE00\u202E\u0436"))
                .isEqualTo("\u0436\\x1b\uD83D\uDE00\\u{202e}\u0436");
    }

    @Test
    void linesPassWhereTextHasManyOfThem() {
        assertThat(SafeText.escapeLines("one\n\ttwo\r\nthree\u001b")).isEqualTo("one\n\ttwo\\r\nthree\\x1b");
        assertThat(SafeText.escape("one\n\ttwo")).isEqualTo("one\\n\\ttwo");
    }

    private static void assertEscaped(int c) {
        String escaped = SafeText.escape("a" + (char) c + "b");
        assertThat(escaped)
                .as("U+%04X", c)
                .startsWith("a\\")
                .endsWith("b")
                .hasSizeGreaterThan(3)
                .matches("[ -~]+");
        if (c != '\n' && c != '\t') {
            assertThat(SafeText.escapeLines("a" + (char) c + "b"))
                    .as("U+%04X among lines", c)
                    .isEqualTo(escaped);
        }
    }

    @Test
    void nothingEndsTheQuotesEarly() {
        assertThat(SafeText.quote("say \"hi\" \\ \n")).isEqualTo("\"say \\\"hi\\\" \\\\ \\n\"");
        assertThat(SafeText.quote("\\")).isEqualTo("\"\\\\\"");
        assertThat(SafeText.escapeExactly("\\n\n")).isEqualTo("\\\\n\\n");
    }

    @Test
    void aWordNeedsNoQuotes() {
        assertThat(SafeText.word("аня-7.lab_1")).isEqualTo("аня-7.lab_1");
        for (String text : new String[] {"", "a b", "a,b", "a:b", "\u00a0"}) {
            assertThat(SafeText.word(text)).isEqualTo('"' + text + '"');
        }
    }
}
