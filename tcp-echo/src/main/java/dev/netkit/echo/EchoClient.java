package dev.netkit.echo;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpConnector;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reaches an echo service.
 *
 * @param udp datagrams instead of a connection
 * @param framing frames of this encoding; empty = bytes
 * @param maxFrame the largest frame that is taken back, in bytes
 * @param timeout for connecting and for each answer; zero = for ever
 */
public record EchoClient(
        Endpoint server, boolean udp, Optional<FrameEncoding> framing, int maxFrame, Duration timeout) {
    /** The most bytes that a UDP datagram carries over IPv4. */
    public static final int LARGEST_DATAGRAM = 65_507;

    public EchoClient {
        if (udp && framing.isPresent()) {
            throw new IllegalArgumentException("a datagram needs no framing");
        }
    }

    /** Connects, and exchanges messages from then on. */
    public EchoExchange open(ServiceListener listener) throws IOException {
        if (udp) {
            return new DatagramExchange(server, timeout, listener);
        }
        Connection connection = connect(listener);
        return framing.isPresent()
                ? new FrameExchange(connection, framing.get(), maxFrame)
                : new StreamExchange(connection);
    }

    /** Connects and leaves what is said to the caller. */
    Connection connect(ServiceListener listener) throws IOException {
        Connection connection = TcpConnector.connect(server, timeout, listener);
        connection.readTimeout(timeout);
        return connection;
    }

    /** Connects for a flow of bytes in both directions at once. */
    public EchoPump openPump(ServiceListener listener) throws IOException {
        return EchoPump.open(this, listener);
    }
}
