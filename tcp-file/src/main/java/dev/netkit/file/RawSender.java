package dev.netkit.file;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpConnector;
import dev.netkit.common.net.WithoutPortions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
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

    /** Blocks until all is sent and the peer has closed, or does not for the time limit; returns how many bytes went. */
    public long send(Outgoing file) throws IOException {
        try (Connection connection = TcpConnector.connect(server, timeout, new WithoutPortions(events))) {
            if (file.path().isPresent()) {
                sendFile(connection, file);
            } else {
                sendStream(connection, file.stream().orElseThrow());
            }
            long sent = connection.sent();
            connection.endOutput();
            new Farewell(connection).waitForPeer();
            return sent;
        }
    }

    private static void sendFile(Connection connection, Outgoing file) throws IOException {
        try (FileChannel source = FileChannel.open(file.path().orElseThrow(), StandardOpenOption.READ)) {
            connection.write(source, 0, source.size());
        }
    }

    private static void sendStream(Connection connection, InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            connection.output().write(buffer, 0, n);
        }
    }
}
