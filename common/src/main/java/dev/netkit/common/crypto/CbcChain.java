package dev.netkit.common.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-128-CBC in one direction, initialised once. The cipher believes that all it ever sees is one endless chain; the
 * block before a token's first one, its IV, is put in by XOR. CBC adds the ciphertext block before to each plaintext
 * block, so adding (what the cipher believes came before) XOR (what truly does) to the first one corrects it. With an
 * {@code init} per token the cipher would take 2.5 times as long for a small one.
 */
final class CbcChain {
    private static final int BLOCK = TokenFormat.BLOCK_BYTES;

    private final Cipher cipher;
    /** The ciphertext block that the cipher saw last. */
    private final byte[] believed = new byte[BLOCK];
    /** What must be added to the first block of a token; there is none inside of one. */
    private final byte[] correction = new byte[BLOCK];

    private boolean atStart;

    CbcChain(int mode, SecretKeySpec key) throws GeneralSecurityException {
        cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, key, new IvParameterSpec(believed));
    }

    /** The next piece to be encrypted is the first after this IV. */
    void startAfter(byte[] source, int ivOffset) {
        for (int i = 0; i < BLOCK; i++) {
            correction[i] = (byte) (believed[i] ^ source[ivOffset + i]);
        }
        atStart = true;
    }

    /** Encrypts one or more whole blocks; changes the first one of a token in its place. */
    void encrypt(byte[] text, int offset, int length, byte[] ciphertext) {
        for (int i = 0; atStart && i < BLOCK; i++) {
            text[offset + i] ^= correction[i];
        }
        atStart = false;
        update(text, offset, length, ciphertext, 0);
        System.arraycopy(ciphertext, length - BLOCK, believed, 0, BLOCK);
    }

    /** Decrypts one or more whole blocks from anywhere in a token: what is before them in it is their IV. */
    void decrypt(byte[] token, int offset, int length, byte[] text, int textOffset) {
        update(token, offset, length, text, textOffset);
        for (int i = 0; i < BLOCK; i++) {
            text[textOffset + i] ^= (byte) (believed[i] ^ token[offset - BLOCK + i]);
        }
        System.arraycopy(token, offset + length - BLOCK, believed, 0, BLOCK);
    }

    private void update(byte[] source, int offset, int length, byte[] target, int targetOffset) {
        try {
            if (cipher.update(source, offset, length, target, targetOffset) != length) {
                throw new IllegalStateException("a cipher without padding holds nothing back");
            }
        } catch (ShortBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
