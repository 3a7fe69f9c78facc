package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That engines are kept, seen by the randomness that each new one draws, which is enough for 256 tokens. */
class FernetEnginesTest {
    private final CountedRandom random = new CountedRandom();
    private final Fernet fernet = new Fernet(List.of(Tokens.KEY), Tokens.clockAt(Tokens.NOW), random);

    @Test
    void oneEngineServesTokenAfterToken() throws IOException {
        for (int i = 0; i < 128; i++) {
            fernet.decrypt(fernet.encrypt(new byte[3]));
            fernet.decryptBinary(fernet.encryptBinary(new byte[3]));
        }
        assertThat(random.draws).isOne();
        fernet.encrypt(new byte[3]);
        assertThat(random.draws).isEqualTo(2);
    }

    private static final class CountedRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private int draws;

        @Override
        public void nextBytes(byte[] bytes) {
            draws++;
            super.nextBytes(bytes);
        }
    }
}
