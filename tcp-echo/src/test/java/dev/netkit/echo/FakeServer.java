package dev.netkit.echo;

import dev.netkit.common.net.ConnectionHandler;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.time.Duration;

/** A server that misbehaves as a test needs it. */
public final class FakeServer implements AutoCloseable {
    private final Server server;

    public FakeServer(ConnectionHandler handler) throws IOException {
        server = TcpServer.open(
                TcpServerConfig.of("fake", ListenAddress.loopback(0)).withDrain(Duration.ZERO),
                handler,
                ServiceListener.NONE);
        Thread thread = new Thread(() -> {
            try {
                server.serve();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    public Endpoint endpoint() {
        return Endpoint.of(server.address());
    }

    @Override
    public void close() {
        server.stop();
    }
}
