package dev.netkit.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.common.net.PolitePeer;
import java.io.Closeable;
import java.nio.ByteBuffer;

/** A client that says exactly what a test wants, without any of netkit's own code. */
final class HandmadeClient implements Closeable {
    private final PolitePeer peer;

    HandmadeClient(AuthFixture auth) {
        peer = PolitePeer.connect(auth.server.address());
    }

    /** Sends JSON, and returns the JSON that comes back. */
    String asks(String json) {
        says(json);
        int length = ByteBuffer.wrap(peer.receiveBytes(4)).getInt();
        return new String(peer.receiveBytes(length), UTF_8);
    }

    void says(String json) {
        byte[] payload = json.getBytes(UTF_8);
        peer.send(ByteBuffer.allocate(4 + payload.length)
                .putInt(payload.length)
                .put(payload)
                .array());
    }

    @Override
    public void close() {
        peer.close();
    }
}
