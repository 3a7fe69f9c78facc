package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** A key as an object: what it shows, what it equals, how it ends. */
class FernetKeyLifeTest {
    private final FernetKey key = FernetKey.of(Tokens.bytes(32));

    @Test
    void textOfTheObjectIsRedacted() {
        assertThat(key).hasToString("FernetKey(redacted)");
    }

    @Test
    void destroyedKeyGivesNothing() {
        assertThat(key.isDestroyed()).isFalse();
        key.destroy();
        assertThat(key.isDestroyed()).isTrue();
        assertThatIllegalStateException().isThrownBy(key::text).withMessageContaining("destroyed");
        assertThatIllegalStateException().isThrownBy(key::bytes);
        assertThatIllegalStateException().isThrownBy(key::signingHalf);
        assertThatIllegalStateException().isThrownBy(key::encryptionHalf);
    }

    @Test
    void destroyedKeyIsWiped() {
        key.destroy();
        assertThat(key).hasSameHashCodeAs(FernetKey.of(new byte[32]));
        assertThat(key).isEqualTo(key).isNotEqualTo(FernetKey.of(new byte[32]));
    }

    @Test
    void fernetGoesOnWithItsOwnCopy() throws InvalidTokenException {
        Fernet fernet = new Fernet(key);
        key.destroy();
        assertThat(fernet.decrypt(fernet.encrypt(new byte[] {7}))).containsExactly(7);
    }

    @Test
    void keyCanBeDestroyedTwice() {
        key.destroy();
        key.destroy();
        assertThat(key.isDestroyed()).isTrue();
    }

    @Test
    void keysOfTheSameBytesAreEqual() {
        FernetKey same = FernetKey.parse(key.text());
        assertThat(key).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(null);
        assertThat(key.equals((Object) key.text())).isFalse();
    }

    @Test
    void everyBitOfAKeyCounts() {
        for (int bit = 0; bit < 256; bit++) {
            byte[] bytes = Tokens.bytes(32);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(FernetKey.of(bytes)).isNotEqualTo(key).doesNotHaveSameHashCodeAs(key);
        }
    }
}
