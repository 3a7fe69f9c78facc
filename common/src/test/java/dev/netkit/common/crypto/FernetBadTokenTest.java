package dev.netkit.common.crypto;

import static dev.netkit.common.crypto.Tokens.assertInvalid;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that were changed, and texts that never were tokens. Each is refused in the same words. */
class FernetBadTokenTest {
    private static final Duration TTL = Duration.ofSeconds(60);

    private final Fernet fernet = Tokens.fernetAt(Tokens.NOW);
    private final byte[] token = fernet.encrypt(Tokens.bytes(20));

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "====", "gAAA", " ", "\n", "not a token", "%%%%", "gAAAAA==gAAAAA=="})
    void textThatIsNoTokenIsRefused(String text) {
        assertRefused(text.getBytes(US_ASCII));
    }

    @Test
    void whiteSpaceIsRefusedWhereverItIs() {
        String text = new String(token, US_ASCII);
        for (String space : new String[] {" ", "\t", "\n", "\r\n", "\0"}) {
            for (int at = 0; at <= text.length(); at++) {
                assertRefused((text.substring(0, at) + space + text.substring(at)).getBytes(US_ASCII));
            }
        }
    }

    /** An IV of 0xFB has a plus or a minus in its text wherever it stands. */
    @Test
    void standardAlphabetIsRefused() throws IOException {
        byte[] iv = new byte[16];
        Arrays.fill(iv, (byte) 0xFB);
        byte[] binary = PlainFernet.encrypt(Tokens.KEY, Tokens.NOW, iv, new byte[3]);
        assertThat(fernet.decrypt(Tokens.text(binary))).isEqualTo(new byte[3]);
        byte[] standard = Base64.getEncoder().encode(binary);
        assertThat(new String(standard, US_ASCII)).contains("+");
        assertRefused(standard);
    }

    @Test
    void missingAndSuperfluousPaddingIsRefused() {
        String text = new String(token, US_ASCII);
        assertThat(text).endsWith("=");
        assertRefused(text.replace("=", "").getBytes(US_ASCII));
        assertRefused((text + "=").getBytes(US_ASCII));
        assertRefused((text + "====").getBytes(US_ASCII));
    }

    /** Such a text has the same bytes, so that its HMAC would hold. */
    @Test
    void spareBitsAreRefused() {
        int last = new String(token, US_ASCII).indexOf('=') - 1;
        byte[] changed = token.clone();
        changed[last]++;
        assertThat(Tokens.binary(changed)).isEqualTo(Tokens.binary(token));
        assertRefused(changed);
    }

    @Test
    void tokenCutAtAnyByteIsRefused() {
        byte[] binary = Tokens.binary(token);
        for (int length = 0; length < binary.length; length++) {
            assertRefused(Arrays.copyOf(token, length));
            assertBinaryRefused(Arrays.copyOf(binary, length));
            assertBinaryRefused(Arrays.copyOfRange(binary, binary.length - length, binary.length));
        }
    }

    @Test
    void bytesAfterATokenAreRefused() {
        byte[] binary = Tokens.binary(token);
        for (int more = 1; more <= 33; more++) {
            assertBinaryRefused(Arrays.copyOf(binary, binary.length + more));
        }
    }

    @Test
    void everyBitIsUnderTheHmac() {
        byte[] binary = Tokens.binary(token);
        for (int bit = 0; bit < 8 * binary.length; bit++) {
            byte[] changed = binary.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertBinaryRefused(changed);
        }
    }

    /** With the right HMAC, so that it is not the HMAC that refuses them. */
    @ParameterizedTest
    @MethodSource("lengthsWithoutWholeBlocks")
    void signedBytesWithoutWholeBlocksAreRefused(int length) {
        byte[] bytes = new byte[length];
        if (length > 0) {
            bytes[0] = (byte) 0x80;
        }
        assertBinaryRefused(Tokens.signed(bytes));
    }

    static IntStream lengthsWithoutWholeBlocks() {
        return IntStream.rangeClosed(0, 100).filter(length -> length <= 25 || (length - 25) % 16 != 0);
    }

    @Test
    void everyOtherVersionIsRefusedEvenIfItIsSigned() throws IOException {
        byte[] binary = Tokens.binary(token);
        byte[] unsigned = Arrays.copyOf(binary, binary.length - TokenFormat.HMAC_BYTES);
        for (int version = 0; version <= 0xFF; version++) {
            unsigned[0] = (byte) version;
            byte[] signed = Tokens.signed(unsigned);
            if (version == 0x80) {
                assertThat(fernet.decryptBinary(signed)).isEqualTo(Tokens.bytes(20));
            } else {
                assertBinaryRefused(signed);
            }
        }
    }

    private void assertRefused(byte[] text) {
        assertInvalid(() -> fernet.decrypt(text));
        assertInvalid(() -> fernet.decrypt(text, TTL));
    }

    private void assertBinaryRefused(byte[] binary) {
        assertInvalid(() -> fernet.decryptBinary(binary));
        assertInvalid(() -> fernet.decryptBinary(binary, TTL));
        assertRefused(Tokens.text(binary));
    }
}
