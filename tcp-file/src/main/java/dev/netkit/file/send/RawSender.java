package dev.netkit.file.send;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpConnector;
import dev.netkit.common.net.WithoutPortions;
import dev.netkit.file.Farewell;
import java.io.IOException;
import java.time.Duration;

/** Sends the bytes of one file and nothing else, to a peer such as {@code nc -l}. Nobody says whether they arrived. */
public final class RawSender {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Endpoint server;
    private final Duration timeout;
    private final ServiceListener events;

    public RawSender(Endpoint server, Duration timeout, ServiceListener events) {
        this.server = server;
        this.timeout = timeout;
        this.events = events;
    }

    /**
     * Blocks until all is sent, and the peer has closed or does not for 2 s; returns how many bytes went.
     *
     * @throws UnreadableException if the file cannot be read to its end
     * @throws IOException if the network fails, or the peer stops reading for the time limit
     */
    public long send(Outgoing file) throws IOException {
        try (Connection connection = TcpConnector.connect(server, timeout, timeout, new WithoutPortions(events))) {
            sendData(connection, file);
            long sent = connection.sent();
            connection.endOutput();
            new Farewell(connection).waitForPeer();
            return sent;
        }
    }

    private static void sendData(Connection connection, Outgoing file) throws IOException {
        try (Source source = Source.open(file)) {
            if (source.file().isEmpty()) {
                sendStream(connection, source);
            } else if (connection.write(source.file().get(), 0, file.size().orElseThrow())
                    < file.size().orElseThrow()) {
                throw new UnreadableException("it became shorter while it was sent");
            }
        }
    }

    private static void sendStream(Connection connection, Source source) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = source.read(buffer, buffer.length); n >= 0; n = source.read(buffer, buffer.length)) {
            connection.output().write(buffer, 0, n);
        }
    }
}
