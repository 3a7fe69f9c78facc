package dev.netkit.common.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FernetKeyTest {
    private static final String TEXT = "cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=";

    @Test
    void keyIsReadAsItIsWritten() {
        assertThat(FernetKey.parse(TEXT).text()).isEqualTo(TEXT);
        assertThat(FernetKey.parse(TEXT.getBytes(US_ASCII)).text()).isEqualTo(TEXT);
    }

    @Test
    void firstHalfSignsAndSecondEncrypts() {
        FernetKey key = FernetKey.of(Tokens.bytes(32));
        assertThat(key.bytes()).isEqualTo(Tokens.bytes(32));
        assertThat(key.signingHalf()).isEqualTo(Arrays.copyOfRange(Tokens.bytes(32), 0, 16));
        assertThat(key.encryptionHalf()).isEqualTo(Arrays.copyOfRange(Tokens.bytes(32), 16, 32));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void oneLineEndAfterAKeyIsAllowed(String lineEnd) {
        assertThat(FernetKey.parse(TEXT + lineEnd).text()).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\r\n\r\n", "\n\r\n", "\r", "\r\r\n", " ", "\t", "\n ", " \n", "\0", "\u0085"})
    void anythingElseAfterAKeyIsRefused(String end) {
        assertRefused(TEXT + end);
    }

    @Test
    void textThatIsOnlyALineEndIsNoKey() {
        assertRefused("");
        assertRefused("\n").withMessageContaining("32 bytes, not 0");
        assertRefused("\r\n").withMessageContaining("32 bytes, not 0");
    }

    @Test
    void whiteSpaceIsRefusedWhereverItIs() {
        for (char space : " \t\n\u000B\f\r".toCharArray()) {
            for (int at = 0; at < TEXT.length(); at++) {
                assertRefused(TEXT.substring(0, at) + space + TEXT.substring(at))
                        .withMessageContaining("white space at position " + at);
            }
        }
    }

    @Test
    void lengthOfAKeyThatIsNoneIsTold() {
        for (int length = 0; length <= 70; length++) {
            if (length != FernetKey.BYTES) {
                assertRefused(new String(Tokens.text(Tokens.bytes(length)), US_ASCII))
                        .withMessageContaining("a key is 32 bytes, not " + length);
            }
        }
    }

    @Test
    void reasonIsToldForTextThatIsNotBase64Url() {
        assertRefused(TEXT.replace('_', '/')).withMessageContaining("standard base64 alphabet");
        assertRefused(TEXT.replace('-', '+')).withMessageContaining("standard base64 alphabet");
        assertRefused(TEXT.replace("=", "")).withMessageContaining("padding is missing");
        assertRefused(TEXT.replace("4=", "5=")).withMessageContaining("bits that belong to no byte");
        assertRefused(TEXT.replace('R', '%')).withMessageContaining("not base64url");
        assertRefused(TEXT.replace('R', '\u00E9')).withMessageContaining("not base64url");
        assertRefused("=" + TEXT.substring(1)).withMessageContaining("padding in the wrong place");
    }

    @Test
    void bytesThatAreNoKeyAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FernetKey.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> FernetKey.of(new byte[33]));
    }

    /** No seven characters of the key may stand in a message, nor in that of a cause: they end up in logs. */
    private static ThrowableAssertAlternative<IllegalArgumentException> assertRefused(String text) {
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> FernetKey.parse(text))
                .satisfies(refusal -> assertTellsNothingOf(text, refusal));
    }

    private static void assertTellsNothingOf(String text, Throwable refusal) {
        for (Throwable t = refusal; t != null; t = t.getCause()) {
            for (int i = 0; i + 7 <= text.length(); i++) {
                assertThat(t.toString()).doesNotContain(text.substring(i, i + 7));
            }
        }
    }

    @Test
    void generatedKeysDiffer() {
        SecureRandom random = new SecureRandom();
        assertThat(FernetKey.generate(random)).isNotEqualTo(FernetKey.generate(random));
        assertThat(FernetKey.generate(random).bytes()).hasSize(32);
    }

    @Test
    void keySharesItsBytesWithNobody() {
        byte[] bytes = Tokens.bytes(32);
        FernetKey key = FernetKey.of(bytes);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(key.bytes(), (byte) 0);
        assertThat(key.bytes()).isEqualTo(Tokens.bytes(32));
    }

    @Test
    void parsingLeavesTheCallersTextAsItIs() {
        byte[] text = (TEXT + "\n").getBytes(US_ASCII);
        FernetKey.parse(text);
        assertThat(text).asString(US_ASCII).isEqualTo(TEXT + "\n");
    }
}
