package dev.netkit.common.crypto;

import static dev.netkit.common.crypto.Tokens.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** PKCS#7 in tokens whose HMAC holds: every last byte, and every place at which the padding can be wrong. */
class FernetPaddingTest {
    private final Fernet fernet = Tokens.fernetAt(Tokens.NOW);

    @Test
    void everyLengthOfPaddingIsTakenOff() throws IOException {
        for (int padding = 1; padding <= 16; padding++) {
            byte[] blocks = padded(padding);
            assertThat(fernet.decryptBinary(BadPadding.around(blocks)))
                    .isEqualTo(Arrays.copyOf(blocks, blocks.length - padding));
        }
    }

    @Test
    void everyOtherLastByteIsRefused() {
        for (int last = 0; last <= 0xFF; last++) {
            if (last < 1 || last > 16) {
                byte[] blocks = new byte[32];
                Arrays.fill(blocks, (byte) last);
                assertInvalid(() -> fernet.decryptBinary(BadPadding.around(blocks)));
            }
        }
    }

    @Test
    void everyByteOfThePaddingCounts() {
        for (int padding = 2; padding <= 16; padding++) {
            for (int wrong = 2; wrong <= padding; wrong++) {
                byte[] blocks = padded(padding);
                blocks[blocks.length - wrong] ^= 0x40;
                assertInvalid(() -> fernet.decryptBinary(BadPadding.around(blocks)));
            }
        }
    }

    @Test
    void badPaddingUnderTheFirstKeyIsNotTriedUnderTheNext() {
        Fernet two = Tokens.fernet(Tokens.KEY, Tokens.OTHER_KEY);
        assertInvalid(() -> two.decryptBinary(BadPadding.token(new byte[3])));
    }

    private static byte[] padded(int padding) {
        byte[] blocks = Tokens.bytes(32);
        Arrays.fill(blocks, 32 - padding, 32, (byte) padding);
        return blocks;
    }
}
