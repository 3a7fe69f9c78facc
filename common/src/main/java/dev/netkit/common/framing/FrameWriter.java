package dev.netkit.common.framing;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes frames to a stream. A frame that may fit into one packet is written in one call; of a large one the payload is
 * not copied. Blocks as long as the stream does. Not for use by two threads at once; does not close the stream.
 */
public final class FrameWriter {
    private static final int COPIED = 64 * 1024;

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
        if (payload.length <= COPIED) {
            out.write(encoding.encode(payload));
        } else {
            out.write(encoding.header(FrameEncoding.checkLength(payload.length)));
            out.write(payload);
        }
        out.flush();
    }
}
