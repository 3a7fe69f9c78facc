package dev.netkit.common.crypto;

import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of a token as anybody sees them, without a key. Shows; it does not judge: only {@link Fernet} can say whether
 * a token holds.
 *
 * @param version 0 to 255; tokens that can be opened have 0x80
 * @param timestamp unsigned seconds since 1970
 * @param iv 16 bytes
 * @param ciphertextLength bytes; a multiple of 16 in tokens that can be opened
 * @param hmac 32 bytes
 */
public record TokenAnatomy(int version, long timestamp, byte[] iv, int ciphertextLength, byte[] hmac) {

    /** Takes a token's text apart. */
    public static TokenAnatomy of(byte[] token) throws MalformedTokenException {
        return ofBinary(decode(token));
    }

    private static byte[] decode(byte[] token) throws MalformedTokenException {
        try {
            return Base64Url.decode(token);
        } catch (IllegalArgumentException e) {
            throw new MalformedTokenException(e.getMessage());
        }
    }

    private static TokenAnatomy ofBinary(byte[] token) throws MalformedTokenException {
        int ciphertextLength = token.length - TokenFormat.OVERHEAD_BYTES;
        if (ciphertextLength < 0) {
            throw new MalformedTokenException(
                    "only " + token.length + " bytes; the fixed fields alone have " + TokenFormat.OVERHEAD_BYTES);
        }
        return new TokenAnatomy(
                token[0] & 0xFF,
                TokenAge.timestamp(token),
                part(token, TokenFormat.IV_OFFSET, TokenFormat.BLOCK_BYTES),
                ciphertextLength,
                part(token, token.length - TokenFormat.HMAC_BYTES, TokenFormat.HMAC_BYTES));
    }

    private static byte[] part(byte[] token, int offset, int length) {
        return Arrays.copyOfRange(token, offset, offset + length);
    }

    /** Whether these bytes begin as the text of every token does, whose time is before the year 2106. */
    public static boolean looksLikeOne(byte[] text) {
        byte[] start = {'g', 'A', 'A', 'A', 'A'};
        return text.length > start.length && Arrays.equals(text, 0, start.length, start, 0, start.length);
    }

    /** What makes it impossible that this token opens under any key, where that can be seen. */
    public Optional<String> flaw() {
        if (version != TokenFormat.VERSION) {
            return Optional.of(String.format("version %#04x; the only one is %#04x", version, TokenFormat.VERSION));
        }
        if (ciphertextLength == 0 || ciphertextLength % TokenFormat.BLOCK_BYTES != 0) {
            return Optional.of("a ciphertext of " + ciphertextLength + " bytes is not one or more blocks of "
                    + TokenFormat.BLOCK_BYTES);
        }
        return Optional.empty();
    }

    /** The length of the whole token in bytes. */
    public int length() {
        return ciphertextLength + TokenFormat.OVERHEAD_BYTES;
    }

    /** The longest plaintext that the ciphertext can hold, in bytes; the shortest is 15 less. */
    public int longestPlaintext() {
        return ciphertextLength - 1;
    }
}
