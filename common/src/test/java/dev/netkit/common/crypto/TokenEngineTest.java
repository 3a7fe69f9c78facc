package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That nothing is decrypted before the HMAC holds, seen from below: the cipher itself counts its calls. */
class TokenEngineTest {
    private final CountingProvider provider = new CountingProvider();
    private TokenEngine engine;

    @BeforeEach
    void buildEngineOnTheCountingCipher() {
        Security.insertProviderAt(provider, 1);
        engine = new TokenEngine(List.of(Tokens.KEY, Tokens.OTHER_KEY), new SecureRandom());
    }

    @AfterEach
    void removeTheCountingCipher() {
        Security.removeProvider(provider.getName());
    }

    @Test
    void tokenThatHoldsIsDecrypted() {
        byte[] token = token();
        assertThat(engine.open(token)).isEqualTo(Tokens.bytes(100));
        assertThat(provider.decryptions()).isPositive();
    }

    @Test
    void nothingIsDecryptedOfATokenWhoseHmacDoesNotHold() {
        byte[] token = token();
        for (int at = 0; at < token.length; at++) {
            token[at] ^= 1;
            assertThat(engine.open(token)).isNull();
            token[at] ^= 1;
        }
        assertThat(provider.decryptions()).isZero();
    }

    /** What decrypting first would have given away: this token's padding is right, only its HMAC is not. */
    @Test
    void rightPaddingDoesNotMakeUpForAWrongHmac() {
        byte[] token = token();
        token[token.length - 1] ^= 1;
        TokenCipher cipher = new TokenCipher(Tokens.KEY);
        assertThat(cipher.open(token)).isEqualTo(Tokens.bytes(100));
        assertThat(cipher.authenticates(token)).isFalse();
        assertThat(engine.open(token)).isNull();
    }

    private static byte[] token() {
        return PlainFernet.encrypt(Tokens.KEY, Tokens.NOW, new byte[16], Tokens.bytes(100));
    }
}
