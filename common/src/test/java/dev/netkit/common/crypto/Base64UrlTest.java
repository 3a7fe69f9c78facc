package dev.netkit.common.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strictness, against a decoder written from the grammar. {@code -Dnetkit.test.seed=N} draws the same cases again. */
class Base64UrlTest {
    private static final long SEED = Long.getLong("netkit.test.seed", System.nanoTime());
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Test
    void everyLengthComesBack() {
        for (int length = 0; length <= 100; length++) {
            byte[] text = Base64Url.encode(Tokens.bytes(length));
            assertThat(text).hasSize((length + 2) / 3 * 4);
            assertThat(Base64Url.decode(text)).isEqualTo(Tokens.bytes(length));
            assertMeansWhatTheGrammarSays(text);
        }
    }

    @Test
    void everyChangeOfOneCharacterMeansWhatTheGrammarSays() {
        for (int length = 0; length <= 7; length++) {
            byte[] text = Base64Url.encode(Tokens.bytes(length));
            for (int at = 0; at < text.length; at++) {
                for (int c = 0; c <= 0xFF; c++) {
                    byte[] changed = text.clone();
                    changed[at] = (byte) c;
                    assertMeansWhatTheGrammarSays(changed);
                }
            }
        }
    }

    /** Long texts are decoded piece by piece; what is refused inside one must be refused between two as well. */
    @Test
    void paddingInsideALongTextIsRefusedWhereverItIs() {
        byte[] text = Base64Url.encode(new byte[3 * 6144]);
        for (int end : new int[] {4, 8188, 8192, 8196, 16_384, text.length - 4}) {
            for (int padding = 1; padding <= 4; padding++) {
                byte[] changed = text.clone();
                Arrays.fill(changed, end - padding, end, (byte) '=');
                assertThat(catchThrowable(() -> Base64Url.decode(changed)))
                        .as("%d before %d", padding, end)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("padding in the wrong place");
            }
        }
    }

    @Test
    void everyBeginningMeansWhatTheGrammarSays() {
        byte[] text = Base64Url.encode(Tokens.bytes(31));
        for (int length = 0; length <= text.length; length++) {
            assertMeansWhatTheGrammarSays(Arrays.copyOf(text, length));
        }
    }

    @Test
    void textsOfFewCharactersMeanWhatTheGrammarSays() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 50_000; i++) {
            byte[] text = new byte[random.nextInt(13)];
            for (int at = 0; at < text.length; at++) {
                text[at] = (byte) "AAQgw_-=== \n+/\u00C1".charAt(random.nextInt(15));
            }
            assertMeansWhatTheGrammarSays(text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "A,padding is missing",
                "AAAAA,padding is missing",
                "====,padding in the wrong place",
                "AA=A,padding in the wrong place",
                "AAA=AAAA,padding in the wrong place",
                "AB==,the last character has bits that belong to no byte",
                "AAAAAAB=,the last character has bits that belong to no byte",
                "AAAA AAA,white space at position 4",
                "AAA+,the standard base64 alphabet",
                "/AAA,'position 0'",
                "AA{A,'not base64url, at position 2'",
                "AA@A,'not base64url, at position 2'",
                "AA[A,'not base64url, at position 2'",
                "AA`A,'not base64url, at position 2'",
                "AA:A,'not base64url, at position 2'",
                "AA.A,'not base64url, at position 2'",
                "AZaz09-_=,padding is missing"
            })
    void flawIsNamed(String text, String flaw) {
        assertThat(catchThrowable(() -> Base64Url.decode(text.getBytes(ISO_8859_1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(flaw);
    }

    private static void assertMeansWhatTheGrammarSays(byte[] text) {
        String shown = new String(text, ISO_8859_1);
        Optional<byte[]> expected = byGrammar(shown);
        if (expected.isPresent()) {
            assertThat(Base64Url.decode(text)).as(shown).isEqualTo(expected.get());
            assertThat(Base64Url.encode(expected.get())).as(shown).isEqualTo(text);
        } else {
            assertThat(catchThrowable(() -> Base64Url.decode(text)))
                    .as("'%s' of -Dnetkit.test.seed=%d", shown, SEED)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** RFC 4648, section 5, bit by bit. */
    private static Optional<byte[]> byGrammar(String text) {
        if (text.length() % 4 != 0 || !text.matches("[A-Za-z0-9_-]*={0,2}")) {
            return Optional.empty();
        }
        StringBuilder bits = new StringBuilder();
        for (char c : text.replace("=", "").toCharArray()) {
            String digit = Integer.toBinaryString(ALPHABET.indexOf(c) | 64);
            bits.append(digit, 1, digit.length());
        }
        int whole = bits.length() / 8 * 8;
        return bits.substring(whole).contains("1") ? Optional.empty() : Optional.of(bytes(bits.substring(0, whole)));
    }

    private static byte[] bytes(String bits) {
        byte[] bytes = new byte[bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }
}
