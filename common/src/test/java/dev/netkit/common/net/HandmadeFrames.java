package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Both encodings of a frame as docs/protocol.md has them, without any of netkit's own code. */
public enum HandmadeFrames {
    /** The length in four bytes. */
    BINARY {
        @Override
        byte[] header(int length) {
            return ByteBuffer.allocate(4).putInt(length).array();
        }

        @Override
        int length(PolitePeer peer) {
            return ByteBuffer.wrap(peer.receiveBytes(4)).getInt();
        }
    },

    /** The length in decimal digits, and a colon. */
    ASCII {
        @Override
        byte[] header(int length) {
            return (length + ":").getBytes(US_ASCII);
        }

        @Override
        int length(PolitePeer peer) {
            return Integer.parseInt(peer.receiveUntil(':'));
        }
    };

    abstract byte[] header(int length);

    abstract int length(PolitePeer peer);

    /** The frame of a payload. */
    public byte[] frame(byte[] payload) {
        byte[] header = header(payload.length);
        return ByteBuffer.allocate(header.length + payload.length)
                .put(header)
                .put(payload)
                .array();
    }

    /** Sends a frame with that text in it. */
    public void send(PolitePeer peer, String text) {
        peer.send(frame(text.getBytes(UTF_8)));
    }

    /** Blocks until the payload of the next frame has come. */
    public byte[] receiveBytes(PolitePeer peer) {
        return peer.receiveBytes(length(peer));
    }

    /** Blocks until the text of the next frame has come. */
    public String receive(PolitePeer peer) {
        return new String(receiveBytes(peer), UTF_8);
    }
}
