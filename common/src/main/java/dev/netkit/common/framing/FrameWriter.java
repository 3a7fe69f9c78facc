package dev.netkit.common.framing;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes frames to a stream, each in one call, so that header and payload leave in one packet where they fit. Blocks
 * as long as the stream does. Not for use by two threads at once; does not close the stream.
 */
public final class FrameWriter {
    private final OutputStream out;
    private final FrameEncoding encoding;

    public FrameWriter(OutputStream out, FrameEncoding encoding) {
        this.out = out;
        this.encoding = encoding;
    }

    public FrameEncoding encoding() {
        return encoding;
    }

    /** Writes and flushes one frame; {@code payload} is 0 to {@link FrameEncoding#MAX_PAYLOAD} bytes. */
    public void write(byte[] payload) throws IOException {
        out.write(encoding.encode(payload));
        out.flush();
    }
}
