package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.PolitePeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A frame of a WebSocket (RFC 6455, section 5.2), made and taken by hand. */
public record WebFrame(int first, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    public static final int LAST = 0x80;

    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    public int opcode() {
        return first & 0x0F;
    }

    /** As a server sends it. */
    public byte[] bytes() {
        return bytes(0, new byte[0], payload);
    }

    /** As a client sends it. */
    public byte[] masked() {
        return bytes(MASKED, MASK, masked(MASK, payload));
    }

    private byte[] bytes(int masked, byte[] mask, byte[] data) {
        ByteBuffer header = ByteBuffer.allocate(10).put((byte) first);
        if (data.length < 126) {
            header.put((byte) (masked | data.length));
        } else if (data.length <= 0xFFFF) {
            header.put((byte) (masked | 126)).putShort((short) data.length);
        } else {
            header.put((byte) (masked | 127)).putLong(data.length);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(header.array(), 0, header.position());
        bytes.writeBytes(mask);
        bytes.writeBytes(data);
        return bytes.toByteArray();
    }

    /** Blocks for the next frame of a server, which masks nothing. */
    public static WebFrame ofServer(PolitePeer server) {
        return receive(server, 0);
    }

    /** Blocks for the next frame of a client, which masks everything. */
    public static WebFrame ofClient(PolitePeer client) {
        return receive(client, MASK.length);
    }

    private static WebFrame receive(PolitePeer peer, int maskLength) {
        ByteBuffer header = ByteBuffer.wrap(peer.receiveBytes(2));
        int first = header.get() & 0xFF;
        int length = header.get() & 0xFF;
        assertThat(length & MASKED).as("masked").isEqualTo(maskLength == 0 ? 0 : MASKED);
        int whole = length(peer, length & ~MASKED);
        byte[] mask = peer.receiveBytes(maskLength);
        return new WebFrame(first, masked(mask, peer.receiveBytes(whole)));
    }

    private static int length(PolitePeer peer, int inHeader) {
        return switch (inHeader) {
            case 126 -> ByteBuffer.wrap(peer.receiveBytes(2)).getShort() & 0xFFFF;
            case 127 -> (int) ByteBuffer.wrap(peer.receiveBytes(8)).getLong();
            default -> inHeader;
        };
    }

    private static byte[] masked(byte[] mask, byte[] data) {
        byte[] masked = data.clone();
        for (int i = 0; mask.length > 0 && i < masked.length; i++) {
            masked[i] ^= mask[i % mask.length];
        }
        return masked;
    }
}
