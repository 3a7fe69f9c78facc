package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/** A connection and its peer without a server between them, and a clock that the test moves. */
final class LoopbackPair implements Closeable {
    final AtomicLong clock = new AtomicLong();
    final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
    final PolitePeer peer;
    final Connection connection;

    LoopbackPair() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            peer = PolitePeer.connect((InetSocketAddress) server.getLocalAddress());
            connection = new Connection(server.accept(), events, ServiceMeter.NONE, clock::get, Runnable::run);
        }
    }

    @Override
    public void close() {
        connection.close();
        peer.close();
    }
}
