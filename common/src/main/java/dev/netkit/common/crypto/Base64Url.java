package dev.netkit.common.crypto;

import java.util.Base64;

/**
 * base64url (RFC 4648, section 5) with padding, and strictly: every byte string has one text, and no other text is
 * decoded. White space, missing padding, the standard alphabet's + and /, and spare bits that are not zero are refused.
 */
final class Base64Url {
    private static final int GROUP = 4;

    /** The characters whose last four, or two, bits are zero. */
    private static final String WITHOUT_FOUR_BITS = "AQgw";

    private static final String WITHOUT_TWO_BITS = "AEIMQUYcgkosw048";

    /**
     * How many characters are decoded in one call. The JVM puts its vector code into a method that is called often, so a
     * MiB in one call is five times as slow until there were thousands of such calls.
     */
    private static final int PIECE = 8 * 1024;

    private Base64Url() {}

    static byte[] encode(byte[] bytes) {
        return Base64.getUrlEncoder().encode(bytes);
    }

    /**
     * @throws IllegalArgumentException if {@code text} is not what {@link #encode} makes of some bytes; its message says
     *     why and never repeats the text, which may be a key
     */
    static byte[] decode(byte[] text) {
        if (text.length % GROUP != 0) {
            throw new IllegalArgumentException(flaw(text));
        }
        byte[] bytes;
        try {
            bytes = text.length <= PIECE ? Base64.getUrlDecoder().decode(text) : decodeInPieces(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(flaw(text), e);
        }
        if (!hasCanonicalEnd(text, bytes)) {
            throw new IllegalArgumentException("the last character has bits that belong to no byte");
        }
        return bytes;
    }

    private static byte[] decodeInPieces(byte[] text) {
        byte[] bytes = new byte[text.length / GROUP * 3 - paddingOf(text)];
        byte[] piece = new byte[Math.min(text.length, PIECE)];
        byte[] decoded = new byte[piece.length / GROUP * 3];
        int length = 0;
        for (int done = 0; done < text.length; done += piece.length) {
            if (text.length - done < piece.length) {
                piece = new byte[text.length - done];
            }
            System.arraycopy(text, done, piece, 0, piece.length);
            int n = Base64.getUrlDecoder().decode(piece, decoded);
            System.arraycopy(decoded, 0, bytes, length, n);
            length += n;
        }
        if (length != bytes.length) {
            throw new IllegalArgumentException("padding inside the text");
        }
        return bytes;
    }

    private static int paddingOf(byte[] text) {
        int padding = 0;
        while (padding < Math.min(2, text.length) && text[text.length - 1 - padding] == '=') {
            padding++;
        }
        return padding;
    }

    /** The only place for spare bits is the last character, when its group stands for less than three bytes. */
    private static boolean hasCanonicalEnd(byte[] text, byte[] bytes) {
        return switch (bytes.length % 3) {
            case 1 -> WITHOUT_FOUR_BITS.indexOf(text[text.length - 3]) >= 0;
            case 2 -> WITHOUT_TWO_BITS.indexOf(text[text.length - 2]) >= 0;
            default -> true;
        };
    }

    private static String flaw(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            int c = text[i] & 0xFF;
            if (c == ' ' || c >= '\t' && c <= '\r') {
                return "white space at position " + i;
            }
            if (c == '+' || c == '/') {
                return "the standard base64 alphabet, not the one for URLs, at position " + i;
            }
            if (!isDigit(c) && c != '=') {
                return "a character that is not base64url, at position " + i;
            }
        }
        return text.length % GROUP == 0
                ? "padding in the wrong place"
                : "a length that is no multiple of 4: padding is missing";
    }

    private static boolean isDigit(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
