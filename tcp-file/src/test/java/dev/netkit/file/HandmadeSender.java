package dev.netkit.file;

import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;

/** A sender that says exactly what a test wants, without any of netkit's own code. */
final class HandmadeSender implements Closeable {
    private final PolitePeer peer;

    HandmadeSender(Transfers transfers) {
        this(transfers.server.address());
    }

    HandmadeSender(InetSocketAddress server) {
        peer = PolitePeer.connect(server);
    }

    HandmadeSender offers(String name, Object size) {
        return says("{\"type\":\"offer\",\"name\":\"" + name + "\",\"size\":" + size + "}");
    }

    /** Offers until the server has seen the end of whoever had the name before; returns its other answer. */
    String offersUntilTaken(String name, Object size) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> offers(name, size).hears(), answer -> !answer.contains("\"busy\""));
    }

    HandmadeSender begins(long offset) {
        return says("{\"type\":\"begin\",\"offset\":" + offset + "}");
    }

    HandmadeSender ends(byte[] content) {
        String sha256 = HexFormat.of().formatHex(Digests.sha256().digest(content));
        return says("{\"type\":\"end\",\"sha256\":\"" + sha256 + "\"}");
    }

    HandmadeSender says(String json) {
        HandmadeFrames.BINARY.send(peer, json);
        return this;
    }

    HandmadeSender sends(byte[] data) {
        peer.send(data);
        return this;
    }

    /** The next message of the server, as JSON. */
    String hears() {
        return HandmadeFrames.BINARY.receive(peer);
    }

    boolean seesEnd() {
        return peer.seesEnd();
    }

    @Override
    public void close() {
        peer.close();
    }
}
