package dev.netkit.chat.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * The frames that a server sends: whole and without a mask, so that one encoding serves everybody (RFC 6455, section 5.2).
 * For use by many threads at once.
 *
 * <pre>
 * 1 byte   80 + opcode: nothing follows that belongs to it
 * 1 byte   length, if that is below 126; else 126 or 127, and then
 * 2 bytes  length, after 126
 * 8 bytes  length, after 127
 * </pre>
 */
public final class WebSocketFrames {
    /** What a frame that is no message may hold. */
    private static final int MOST_CONTROL = 125;

    private static final int FINAL = 0x80;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private static final int LONGEST_HEADER = 10;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    private WebSocketFrames() {}

    /** A whole text message. */
    public static byte[] text(byte[] utf8) {
        return frame(TEXT, utf8);
    }

    public static byte[] ping() {
        return control(PING, new byte[0]);
    }

    /** The answer to a ping that held these bytes, 125 at most. */
    public static byte[] pong(byte[] same) {
        return control(PONG, same);
    }

    /**
     * @param code of RFC 6455, section 7.4
     * @param reason of 123 bytes at most
     */
    public static byte[] close(int code, String reason) {
        byte[] words = reason.getBytes(UTF_8);
        byte[] payload = ByteBuffer.allocate(Short.BYTES + words.length)
                .putShort((short) code)
                .put(words)
                .array();
        return control(CLOSE, payload);
    }

    /** The answer to a close that gives no code. */
    public static byte[] close() {
        return control(CLOSE, new byte[0]);
    }

    private static byte[] control(int opcode, byte[] payload) {
        if (payload.length > MOST_CONTROL) {
            throw new IllegalArgumentException(payload.length + " bytes do not fit into a control frame");
        }
        return frame(opcode, payload);
    }

    private static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer header = ByteBuffer.allocate(LONGEST_HEADER).put((byte) (FINAL | opcode));
        if (payload.length < TWO_BYTES) {
            header.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            header.put((byte) TWO_BYTES).putShort((short) payload.length);
        } else {
            header.put((byte) EIGHT_BYTES).putLong(payload.length);
        }
        header.flip();
        return ByteBuffer.allocate(header.remaining() + payload.length)
                .put(header)
                .put(payload)
                .array();
    }
}
