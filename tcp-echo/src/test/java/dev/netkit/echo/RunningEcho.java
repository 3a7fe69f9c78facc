package dev.netkit.echo;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** An echo server on a free port of loopback, for the length of a test. */
public final class RunningEcho implements AutoCloseable {
    private final RunningServer server;

    private RunningEcho(EchoServerConfig config, ServiceListener listener) throws IOException {
        this.server = RunningServer.start(EchoServer.open(config, listener));
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
        return frames(encoding, limit, ServiceListener.NONE);
    }

    static RunningEcho frames(Optional<FrameEncoding> encoding, int limit, ServiceListener listener)
            throws IOException {
        Optional<EchoServerConfig.Frames> frames = Optional.of(new EchoServerConfig.Frames(encoding, limit));
        return of(new EchoServerConfig(tcp(), false, EchoServerConfig.DEFAULT_PORTION, frames), listener);
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
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }
}
