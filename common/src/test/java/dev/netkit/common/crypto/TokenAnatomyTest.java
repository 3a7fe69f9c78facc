package dev.netkit.common.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAnatomyTest {
    private static final byte[] IV = Tokens.bytes(16);

    @Test
    void partsOfATokenAreShownWithoutAKey() throws MalformedTokenException {
        byte[] token = PlainFernet.encrypt(Tokens.KEY, Tokens.NOW, IV, Tokens.bytes(20));
        TokenAnatomy anatomy = TokenAnatomy.of(Tokens.text(token));
        assertThat(anatomy.version()).isEqualTo(0x80);
        assertThat(anatomy.timestamp()).isEqualTo(Tokens.NOW);
        assertThat(anatomy.iv()).isEqualTo(IV);
        assertThat(anatomy.ciphertextLength()).isEqualTo(32);
        assertThat(anatomy.hmac()).isEqualTo(Arrays.copyOfRange(token, token.length - 32, token.length));
        assertThat(anatomy.length()).isEqualTo(token.length).isEqualTo(89);
        assertThat(anatomy.longestPlaintext()).isEqualTo(31);
        assertThat(anatomy.flaw()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void timestampIsShownWhateverItIs(long timestamp) throws MalformedTokenException {
        assertThat(TokenAnatomy.of(Tokens.sealedAt(timestamp, new byte[0])).timestamp())
                .isEqualTo(timestamp);
    }

    @Test
    void everyOtherVersionIsAFlaw() throws MalformedTokenException {
        byte[] token = Tokens.binary(Tokens.sealedAt(0, new byte[0]));
        for (int version = 0; version <= 0xFF; version++) {
            token[0] = (byte) version;
            TokenAnatomy anatomy = TokenAnatomy.of(Tokens.text(token));
            assertThat(anatomy.version()).isEqualTo(version);
            assertThat(anatomy.flaw().isPresent()).isEqualTo(version != 0x80);
        }
        assertThat(TokenAnatomy.of(Tokens.text(token)).flaw()).contains("version 0xff; the only one is 0x80");
    }

    @Test
    void ciphertextThatIsNotOneOrMoreBlocksIsAFlaw() throws MalformedTokenException {
        for (int length = 0; length <= 50; length++) {
            byte[] token = new byte[TokenFormat.OVERHEAD_BYTES + length];
            token[0] = (byte) 0x80;
            TokenAnatomy anatomy = TokenAnatomy.of(Tokens.text(token));
            assertThat(anatomy.ciphertextLength()).isEqualTo(length);
            boolean blocks = length == 16 || length == 32 || length == 48;
            assertThat(anatomy.flaw().isPresent()).as("%d bytes", length).isEqualTo(!blocks);
            assertThat(anatomy.flaw().orElse("")).contains(blocks ? "" : "a ciphertext of " + length + " bytes");
        }
    }

    @Test
    void bytesTooFewForTheFixedFieldsAreMalformed() {
        for (int length = 0; length < 57; length++) {
            String text = new String(Tokens.text(new byte[length]), US_ASCII);
            assertMalformed(text, "only " + length + " bytes; the fixed fields alone have 57");
        }
    }

    @Test
    void textThatIsNotBase64UrlIsMalformedAndTheReasonTold() {
        assertMalformed("gAAA gAA", "white space at position 4");
        assertMalformed("gAA", "padding is missing");
        assertMalformed("gAA+", "standard base64 alphabet");
    }

    private static void assertMalformed(String text, String reason) {
        assertThatThrownBy(() -> TokenAnatomy.of(text.getBytes(US_ASCII)))
                .isInstanceOf(MalformedTokenException.class)
                .hasMessageContaining(reason);
    }
}
