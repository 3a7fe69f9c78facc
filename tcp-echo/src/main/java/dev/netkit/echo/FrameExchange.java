package dev.netkit.echo;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.framing.FrameReader;
import dev.netkit.common.framing.FrameWriter;
import dev.netkit.common.net.Connection;
import java.io.EOFException;
import java.io.IOException;

/** Exchanges frames over a connection, which it takes over. */
final class FrameExchange extends StreamExchange {
    private final FrameReader reader;
    private final FrameWriter writer;

    FrameExchange(Connection connection, FrameEncoding encoding, int limit) throws IOException {
        super(connection);
        this.reader = FrameReader.of(encoding, connection.input(), limit);
        this.writer = new FrameWriter(output(), encoding);
    }

    @Override
    void send(byte[] message) throws IOException {
        writer.write(message);
    }

    @Override
    byte[] receive(int length) throws IOException {
        return reader.read().orElseThrow(() -> new EOFException("the server closed before it answered"));
    }

    @Override
    String annotation() {
        return FrameEcho.annotation(writer.encoding());
    }
}
