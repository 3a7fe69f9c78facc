package dev.netkit.echo;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** An echo server on a free port of loopback, for the length of a test. */
public final class RunningEcho implements AutoCloseable {
    private final Server server;
    private final Thread thread;

    private RunningEcho(EchoServerConfig config, ServiceListener listener) throws IOException {
        this.server = EchoServer.open(config, listener);
        this.thread = new Thread(this::serve, "running-echo");
        thread.start();
    }

    public static RunningEcho bytes() throws IOException {
        return of(EchoServerConfig.of(tcp()));
    }

    public static RunningEcho of(EchoServerConfig config) throws IOException {
        return new RunningEcho(config, ServiceListener.NONE);
    }

    static RunningEcho of(EchoServerConfig config, ServiceListener listener) throws IOException {
        return new RunningEcho(config, listener);
    }

    static RunningEcho portions(int size, ServiceListener listener) throws IOException {
        return new RunningEcho(new EchoServerConfig(tcp(), false, size, Optional.empty()), listener);
    }

    public static RunningEcho frames(Optional<FrameEncoding> encoding, int limit) throws IOException {
        EchoServerConfig.Frames frames = new EchoServerConfig.Frames(encoding, limit);
        return of(new EchoServerConfig(tcp(), false, EchoServerConfig.DEFAULT_PORTION, Optional.of(frames)));
    }

    public static RunningEcho udp() throws IOException {
        return of(new EchoServerConfig(tcp(), true, EchoServerConfig.DEFAULT_PORTION, Optional.empty()));
    }

    static TcpServerConfig tcp() {
        return TcpServerConfig.of(EchoServerConfig.SERVICE, ListenAddress.loopback(0));
    }

    public InetSocketAddress address() {
        return server.address();
    }

    public Endpoint endpoint() {
        return Endpoint.of(server.address());
    }

    private void serve() {
        try {
            server.serve();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("the server did not stop within 10 s");
        }
    }
}
