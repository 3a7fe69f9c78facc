package dev.netkit.common.crypto;

/**
 * The layout of a token, version 0x80 of the Fernet specification. All numbers are big-endian; what travels as text is
 * the base64url of this, with padding.
 *
 * <pre>
 *   offset 0       1              9            25                  25+c          25+c+32
 *          +-------+--------------+------------+-------------------+-------------+
 *          | 0x80  | seconds      | IV         | ciphertext        | HMAC-SHA256 |
 *          |       | since 1970   | 16 bytes   | c = 16, 32, ...   | of all      |
 *          |       | unsigned     |            | AES-128-CBC       | before it   |
 *          +-------+--------------+------------+-------------------+-------------+
 * </pre>
 */
final class TokenFormat {
    static final int VERSION = 0x80;
    static final int TIMESTAMP_OFFSET = 1;
    static final int IV_OFFSET = 9;
    static final int CIPHERTEXT_OFFSET = 25;
    static final int BLOCK_BYTES = 16;
    static final int HMAC_BYTES = 32;
    /** What a token adds to its ciphertext. */
    static final int OVERHEAD_BYTES = CIPHERTEXT_OFFSET + HMAC_BYTES;

    private TokenFormat() {}

    /** The ciphertext of a plaintext of that length: PKCS#7 adds 1 to 16 bytes. */
    static int ciphertextLength(int plaintextLength) {
        return (plaintextLength / BLOCK_BYTES + 1) * BLOCK_BYTES;
    }

    static int tokenLength(int plaintextLength) {
        return ciphertextLength(plaintextLength) + OVERHEAD_BYTES;
    }

    /** Whether these bytes can be a token: its version, and a length with at least one whole block. */
    static boolean isWellFormed(byte[] token) {
        int ciphertext = token.length - OVERHEAD_BYTES;
        return ciphertext >= BLOCK_BYTES && ciphertext % BLOCK_BYTES == 0 && (token[0] & 0xFF) == VERSION;
    }

    static void putLong(byte[] target, int offset, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            target[offset + i] = (byte) (value >>> 8 * (Long.BYTES - 1 - i));
        }
    }

    static long getLong(byte[] source, int offset) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | source[offset + i] & 0xFF;
        }
        return value;
    }
}
