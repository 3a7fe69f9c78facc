package dev.netkit.common.net;

import dev.netkit.common.framing.FrameReader;
import dev.netkit.common.framing.FrameWriter;
import java.io.IOException;

/** A small service for tests of servers: sends every frame back in the encoding in which it came. */
final class FrameEchoHandler implements ConnectionHandler {
    private static final int LIMIT = 64 * 1024;

    @Override
    public void handle(Connection connection) throws IOException {
        FrameReader reader = new FrameReader(connection.input(), LIMIT);
        while (reader.awaitFrame()) {
            connection.frameBegan();
            byte[] payload = reader.readFrame();
            connection.frameEnded();
            new FrameWriter(connection.output(), reader.encoding().orElseThrow()).write(payload);
        }
    }
}
