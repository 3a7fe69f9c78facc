package dev.netkit.common.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Tokens whose HMAC holds, around whole blocks that their maker padded as a test says. */
final class BadPadding {
    private BadPadding() {}

    /** The plaintext, and at its end a block of zeros, which is no padding. */
    static byte[] token(byte[] plaintext) {
        return around(Arrays.copyOf(plaintext, TokenFormat.ciphertextLength(plaintext.length) + 16));
    }

    /** A token of these blocks as they are. */
    static byte[] around(byte[] blocks) {
        byte[] iv = Tokens.bytes(16);
        byte[] token = new byte[TokenFormat.CIPHERTEXT_OFFSET + blocks.length];
        token[0] = (byte) TokenFormat.VERSION;
        TokenFormat.putLong(token, TokenFormat.TIMESTAMP_OFFSET, Tokens.NOW);
        System.arraycopy(iv, 0, token, TokenFormat.IV_OFFSET, iv.length);
        System.arraycopy(encrypted(iv, blocks), 0, token, TokenFormat.CIPHERTEXT_OFFSET, blocks.length);
        return Tokens.signed(token);
    }

    private static byte[] encrypted(byte[] iv, byte[] blocks) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            SecretKeySpec key = new SecretKeySpec(Tokens.KEY.bytes(), 16, 16, "AES");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            return cipher.doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
