package dev.netkit.echo;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.framing.FrameReader;
import dev.netkit.common.framing.FrameWriter;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ConnectionHandler;
import dev.netkit.common.net.ServiceEvent.Direction;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;

/** Sends whole frames back, in the encoding in which they came. */
final class FrameEcho implements ConnectionHandler {
    private final EchoServerConfig.Frames frames;

    FrameEcho(EchoServerConfig.Frames frames) {
        this.frames = frames;
    }

    @Override
    public void handle(Connection connection) throws IOException {
        FrameReader reader = reader(connection);
        ServiceListener listener = connection.listener();
        while (reader.awaitFrame()) {
            connection.frameBegan();
            byte[] payload = reader.readFrame();
            connection.frameEnded();
            long came = connection.meter().came();
            FrameEncoding encoding = reader.encoding().orElseThrow();
            listener.trace(connection.peer(), Direction.IN, annotation(encoding), payload);
            new FrameWriter(connection.output(), encoding).write(payload);
            listener.trace(connection.peer(), Direction.OUT, annotation(encoding), payload);
            connection.meter().answered(came);
        }
    }

    private FrameReader reader(Connection connection) throws IOException {
        return frames.encoding().isPresent()
                ? FrameReader.of(frames.encoding().get(), connection.input(), frames.limit())
                : new FrameReader(connection.input(), frames.limit());
    }

    static String annotation(FrameEncoding encoding) {
        return (encoding == FrameEncoding.BINARY ? "binary" : "ASCII") + " frame";
    }
}
