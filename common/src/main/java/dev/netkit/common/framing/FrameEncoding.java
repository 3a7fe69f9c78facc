package dev.netkit.common.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;

/**
 * The two ways to write one idea: length, then payload.
 *
 * <pre>
 * BINARY   00 00 00 05  h e l l o      4 bytes, unsigned, big-endian; the first is always 00
 * ASCII    '5' ':'      h e l l o      1 to 8 decimal digits, no leading zero but "0:" itself, then ':'
 * </pre>
 *
 * The first bytes of the two never meet, so a reader tells them apart by one byte.
 */
public enum FrameEncoding {
    BINARY {
        @Override
        byte[] header(int length) {
            return new byte[] {0, (byte) (length >>> 16), (byte) (length >>> 8), (byte) length};
        }
    },
    ASCII {
        @Override
        byte[] header(int length) {
            return (length + ":").getBytes(US_ASCII);
        }
    };

    /** The largest payload that either header may announce, in bytes: 16 777 215. */
    public static final int MAX_PAYLOAD = 0x00FFFFFF;

    /** What a receiver accepts unless it is told otherwise, in bytes: 1 MiB. */
    public static final int DEFAULT_LIMIT = 1 << 20;

    static final int BINARY_HEADER_BYTES = 4;
    static final int MAX_ASCII_DIGITS = 8;

    /** The header that announces {@code length} bytes of payload, 0 to {@link #MAX_PAYLOAD}. */
    abstract byte[] header(int length);

    /** Header and payload in one array, ready to be written at once; {@code payload} is copied. */
    public byte[] encode(byte[] payload) {
        byte[] header = header(checkLength(payload.length));
        byte[] frame = new byte[header.length + payload.length];
        System.arraycopy(header, 0, frame, 0, header.length);
        System.arraycopy(payload, 0, frame, header.length, payload.length);
        return frame;
    }

    static int checkLength(int length) {
        if (length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload of " + length + " bytes; a frame holds at most " + MAX_PAYLOAD);
        }
        return length;
    }

    /** The encoding whose headers can begin with this byte (0 to 255), if there is one. */
    public static Optional<FrameEncoding> startingWith(int firstByte) {
        if (firstByte == 0) {
            return Optional.of(BINARY);
        }
        return isDigit(firstByte) ? Optional.of(ASCII) : Optional.empty();
    }

    static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }
}
