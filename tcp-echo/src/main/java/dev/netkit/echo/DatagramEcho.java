package dev.netkit.echo;

import dev.netkit.common.net.DatagramHandler;
import dev.netkit.common.net.ServiceMeter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Sends datagrams back as they came, never larger. One that claims to come from a port below 1024 or from an echo
 * service's port, the usual one or this one's own, is dropped: with a forged sender, two services that answer everything
 * would talk for ever.
 */
final class DatagramEcho implements DatagramHandler {
    private static final int FIRST_CLIENT_PORT = 1024;

    private final ServiceMeter meter;
    private volatile int ownPort = EchoServerConfig.DEFAULT_PORT;

    DatagramEcho(ServiceMeter meter) {
        this.meter = meter;
    }

    /** The port that was really opened, which is known only then. */
    void listensOn(int port) {
        ownPort = port;
    }

    @Override
    public Optional<ByteBuffer> answer(InetSocketAddress peer, ByteBuffer datagram) {
        if (isService(peer.getPort())) {
            meter.rejected("service-port");
            return Optional.empty();
        }
        return Optional.of(datagram);
    }

    private boolean isService(int port) {
        return port < FIRST_CLIENT_PORT || port == EchoServerConfig.DEFAULT_PORT || port == ownPort;
    }
}
