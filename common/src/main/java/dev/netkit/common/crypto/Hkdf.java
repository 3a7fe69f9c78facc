package dev.netkit.common.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869): a key for one purpose out of a secret, a salt and the name of the purpose. */
final class Hkdf {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final int MAX_OUTPUT = 255 * HASH_BYTES;

    private Hkdf() {}

    /** Extract, then expand; {@code length} is 0 to 8 160 bytes. An empty salt counts as 32 zero bytes (section 2.2). */
    static byte[] derive(byte[] secret, byte[] salt, byte[] info, int length) {
        return expand(extract(salt, secret), info, length);
    }

    static byte[] extract(byte[] salt, byte[] secret) {
        return hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt).doFinal(secret);
    }

    static byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
        if (length < 0 || length > MAX_OUTPUT) {
            throw new IllegalArgumentException("HKDF gives 0 to " + MAX_OUTPUT + " bytes, not " + length);
        }
        Mac mac = hmac(pseudorandomKey);
        byte[] output = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, n = 1; done < length; done += block.length, n++) {
            mac.update(block);
            mac.update(info);
            block = mac.doFinal(new byte[] {(byte) n});
            System.arraycopy(block, 0, output, done, Math.min(block.length, length - done));
        }
        Arrays.fill(block, (byte) 0);
        return output;
    }

    private static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
