package dev.netkit.echo;

import dev.netkit.common.net.ConnectionHandler;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.common.net.UdpServer;
import java.io.IOException;

/** Opens an echo service; which of its three kinds is all that is decided here. */
public final class EchoServer {
    private EchoServer() {}

    /**
     * Opens the port; {@link Server#serve()} then answers.
     *
     * @throws dev.netkit.common.net.CannotListenException if the address cannot be had
     */
    public static Server open(EchoServerConfig config, ServiceListener listener) throws IOException {
        TcpServerConfig tcp = config.tcp();
        if (config.udp()) {
            return openDatagrams(tcp, listener);
        }
        ConnectionHandler handler =
                config.frames().<ConnectionHandler>map(FrameEcho::new).orElseGet(() -> new ByteEcho(config.portion()));
        return TcpServer.open(tcp, handler, listener);
    }

    private static Server openDatagrams(TcpServerConfig config, ServiceListener listener) throws IOException {
        DatagramEcho echo = new DatagramEcho(listener.meter(config.service()));
        Server server = UdpServer.open(config.service(), config.listen().get(0), config.once(), echo, listener);
        echo.listensOn(server.address().getPort());
        return server;
    }
}
