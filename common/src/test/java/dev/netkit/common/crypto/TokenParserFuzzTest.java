package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.util.Optional;

/** Any bytes as a token: nothing but the two refusals may come out, and what is decoded has no other text. */
class TokenParserFuzzTest {
    private static final Duration TTL = Duration.ofSeconds(60);
    private static final Fernet FERNET = Tokens.fernet(Tokens.OTHER_KEY, Tokens.KEY);

    @FuzzTest
    void anyBytesAreATokenOrRefused(byte[] input) {
        checkText(input);
        checkBinary(input);
        checkBinary(Tokens.signed(input)); // without the HMAC in its way, the fuzzer gets to what is behind it
    }

    private static void checkText(byte[] text) {
        Optional<byte[]> binary = decoded(text);
        if (binary.isPresent()) {
            assertThat(Base64Url.encode(binary.get())).isEqualTo(text);
            checkBinary(binary.get());
        }
        checkAnatomy(text, binary.isPresent() && binary.get().length >= TokenFormat.OVERHEAD_BYTES);
    }

    private static Optional<byte[]> decoded(byte[] text) {
        try {
            return Optional.of(Fernet.decode(text));
        } catch (InvalidTokenException e) {
            return Optional.empty();
        }
    }

    private static void checkAnatomy(byte[] text, boolean wellFormed) {
        try {
            TokenAnatomy anatomy = TokenAnatomy.of(text);
            assertThat(anatomy.flaw()).isNotNull();
            assertThat(wellFormed).isTrue();
        } catch (MalformedTokenException e) {
            assertThat(wellFormed).isFalse();
        }
    }

    /** The kept ciphers must say what ciphers say that are new for each token. */
    private static void checkBinary(byte[] token) {
        Optional<byte[]> expected =
                PlainFernet.decrypt(Tokens.KEY, token).or(() -> PlainFernet.decrypt(Tokens.OTHER_KEY, token));
        assertThat(opened(() -> FERNET.decryptBinary(token))).isEqualTo(expected.map(Tokens::hex));
        assertThat(opened(() -> FERNET.decrypt(Tokens.text(token)))).isEqualTo(expected.map(Tokens::hex));
        boolean young = expected.isPresent() && isYoung(TokenAge.timestamp(token));
        assertThat(opened(() -> FERNET.decryptBinary(token, TTL)).isPresent()).isEqualTo(young);
    }

    private static boolean isYoung(long timestamp) {
        return timestamp >= Tokens.NOW - 60 && timestamp <= Tokens.NOW + 60;
    }

    private interface Opening {
        byte[] open() throws InvalidTokenException;
    }

    private static Optional<String> opened(Opening opening) {
        try {
            return Optional.of(Tokens.hex(opening.open()));
        } catch (InvalidTokenException e) {
            return Optional.empty();
        }
    }
}
