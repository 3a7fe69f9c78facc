package dev.netkit.common.crypto;

import static dev.netkit.common.crypto.Tokens.KEY;
import static dev.netkit.common.crypto.Tokens.OTHER_KEY;
import static dev.netkit.common.crypto.Tokens.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several keys at once, so that one can be replaced. */
class FernetKeysTest {
    private static final byte[] PLAINTEXT = Tokens.bytes(50);
    private static final FernetKey THIRD_KEY = FernetKey.of(Tokens.bytes(32));

    @Test
    void firstKeyEncrypts() throws IOException {
        byte[] token = Tokens.fernet(KEY, OTHER_KEY, THIRD_KEY).encrypt(PLAINTEXT);
        assertThat(Tokens.fernet(KEY).decrypt(token)).isEqualTo(PLAINTEXT);
        assertInvalid(() -> Tokens.fernet(OTHER_KEY, THIRD_KEY).decrypt(token));
    }

    @Test
    void allKeysDecrypt() throws IOException {
        Fernet all = Tokens.fernet(KEY, OTHER_KEY, THIRD_KEY);
        for (FernetKey key : List.of(THIRD_KEY, KEY, OTHER_KEY)) {
            assertThat(all.decrypt(Tokens.fernet(key).encrypt(PLAINTEXT))).isEqualTo(PLAINTEXT);
        }
    }

    @Test
    void keyOfWhichOnlyOneHalfIsRightOpensNothing() {
        byte[] token = Tokens.fernet(KEY).encrypt(PLAINTEXT);
        for (int at : new int[] {0, 15, 16, 31}) {
            byte[] bytes = KEY.bytes();
            bytes[at] ^= 1;
            byte[] opened = openedWith(FernetKey.of(bytes), token);
            assertThat(opened).as("byte %d", at).isNotEqualTo(PLAINTEXT);
        }
    }

    /** A key of which only the encrypting half is wrong may find a padding by chance, but not the plaintext. */
    private static byte[] openedWith(FernetKey key, byte[] token) {
        try {
            return Tokens.fernet(key).decrypt(token);
        } catch (InvalidTokenException e) {
            return new byte[0];
        }
    }

    @Test
    void withoutAnyKeyThereIsNoFernet() {
        assertThatIllegalArgumentException().isThrownBy(Fernet::new).withMessageContaining("at least one key");
        assertThatNullPointerException().isThrownBy(() -> new Fernet(KEY, null));
        assertThatNullPointerException().isThrownBy(() -> new Fernet(List.of(KEY), null, new SecureRandom()));
        assertThatNullPointerException().isThrownBy(() -> new Fernet(List.of(KEY), Clock.systemUTC(), null));
    }

    @Test
    void laterChangesOfTheListChangeNothing() throws IOException {
        List<FernetKey> keys = new ArrayList<>(List.of(KEY));
        Fernet fernet = new Fernet(keys, Tokens.clockAt(Tokens.NOW), new SecureRandom());
        keys.set(0, OTHER_KEY);
        assertThat(Tokens.fernet(KEY).decrypt(fernet.encrypt(PLAINTEXT))).isEqualTo(PLAINTEXT);
    }

    @Test
    void systemsClockAndRandomnessAreTheDefault() throws IOException {
        Fernet fernet = new Fernet(KEY);
        byte[] token = fernet.encrypt(PLAINTEXT);
        assertThat(new Fernet(OTHER_KEY, KEY).decrypt(token, Duration.ofSeconds(60)))
                .isEqualTo(PLAINTEXT);
        assertThat(TokenAnatomy.of(token).iv()).isNotEqualTo(new byte[16]);
    }
}
