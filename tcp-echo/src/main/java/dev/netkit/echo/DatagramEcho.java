package dev.netkit.echo;

import dev.netkit.common.net.DatagramHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Sends datagrams back as they came, never larger. One that claims to come from a port below 1024 or from an echo
 * service's own port is dropped: with a forged sender, two services that answer everything would talk for ever.
 */
final class DatagramEcho implements DatagramHandler {
    private static final int FIRST_CLIENT_PORT = 1024;

    @Override
    public Optional<ByteBuffer> answer(InetSocketAddress peer, ByteBuffer datagram) {
        boolean service = peer.getPort() < FIRST_CLIENT_PORT || peer.getPort() == EchoServerConfig.DEFAULT_PORT;
        return service ? Optional.empty() : Optional.of(datagram);
    }
}
