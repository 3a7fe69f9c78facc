package dev.netkit.auth;

import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import java.io.Closeable;

/** A client that says exactly what a test wants, without any of netkit's own code. */
final class HandmadeClient implements Closeable {
    private final PolitePeer peer;

    HandmadeClient(AuthFixture auth) {
        peer = PolitePeer.connect(auth.server.address());
    }

    /** Sends JSON, and returns the JSON that comes back. */
    String asks(String json) {
        says(json);
        return HandmadeFrames.BINARY.receive(peer);
    }

    void says(String json) {
        HandmadeFrames.BINARY.send(peer, json);
    }

    /** Blocks until the server has ended the connection; false if it says something first. */
    boolean seesEnd() {
        return peer.seesEnd();
    }

    @Override
    public void close() {
        peer.close();
    }
}
