package dev.netkit.common.crypto;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of tokens share: keys, a time, and tokens that {@link Fernet} itself would not make. */
final class Tokens {
    static final FernetKey KEY = FernetKey.parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=");
    static final FernetKey OTHER_KEY = FernetKey.of(new byte[FernetKey.BYTES]);
    static final long NOW = 1_800_000_000L;

    private Tokens() {}

    static Fernet fernet(FernetKey... keys) {
        return new Fernet(List.of(keys), clockAt(NOW), new SecureRandom());
    }

    /** With {@link #KEY}, at that second. */
    static Fernet fernetAt(long second) {
        return new Fernet(List.of(KEY), clockAt(second), new SecureRandom());
    }

    static Clock clockAt(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }

    /** A token, as text, of any second; of those after 2^63 as a negative number. */
    static byte[] sealedAt(long second, byte[] plaintext) {
        return new TokenEngine(List.of(KEY), new SecureRandom()).sealText(second, plaintext, 0, plaintext.length);
    }

    /** Any bytes with their right HMAC under {@link #KEY} after them, so that what is behind the HMAC is tested. */
    static byte[] signed(byte[] bytes) {
        byte[] token = Arrays.copyOf(bytes, bytes.length + TokenFormat.HMAC_BYTES);
        byte[] hmac = PlainFernet.hmac(KEY, bytes);
        System.arraycopy(hmac, 0, token, bytes.length, hmac.length);
        return token;
    }

    static byte[] binary(byte[] text) {
        return Base64.getUrlDecoder().decode(text);
    }

    static byte[] text(byte[] binary) {
        return Base64.getUrlEncoder().encode(binary);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** The same bytes for the same length, and no two parts of them alike. */
    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        SplittableRandom random = new SplittableRandom(length);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    /** Every failure must look the same from outside. */
    static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(InvalidTokenException.class)
                .hasMessage("invalid token")
                .hasNoCause()
                .hasNoSuppressedExceptions();
    }
}
