package dev.netkit.common.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Fernet's binary tokens as the specification tells it, with nothing kept from one token to the next. */
final class PlainFernet {
    private PlainFernet() {}

    static byte[] encrypt(FernetKey key, long timestamp, byte[] iv, byte[] plaintext) {
        byte[] ciphertext;
        try {
            ciphertext = cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        ByteBuffer token = ByteBuffer.allocate(1 + 8 + 16 + ciphertext.length + 32);
        token.put((byte) 0x80).putLong(timestamp).put(iv).put(ciphertext);
        token.put(hmac(key, Arrays.copyOf(token.array(), token.position())));
        return token.array();
    }

    /** Empty if the token does not hold. */
    static Optional<byte[]> decrypt(FernetKey key, byte[] token) {
        int end = token.length - 32;
        if (end < 25 + 16
                || (end - 25) % 16 != 0
                || token[0] != (byte) 0x80
                || !Arrays.equals(hmac(key, Arrays.copyOf(token, end)), Arrays.copyOfRange(token, end, token.length))) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOfRange(token, 9, 25));
            return Optional.of(cipher.doFinal(token, 25, end - 25));
        } catch (BadPaddingException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] hmac(FernetKey key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), 0, 16, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Cipher cipher(int mode, FernetKey key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(mode, new SecretKeySpec(key.bytes(), 16, 16, "AES"), new IvParameterSpec(iv));
        return cipher;
    }
}
