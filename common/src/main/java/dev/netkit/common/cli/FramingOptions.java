package dev.netkit.common.cli;

import dev.netkit.common.framing.FrameEncoding;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which framing a client speaks, and how large a frame it takes. */
public final class FramingOptions {
    public static final String MAX_FRAME_HELP = "largest frame taken, up to 16777215; 0 = no other limit (default: 1m)";

    @Option(
            names = "--framing",
            paramLabel = "binary|ascii",
            converter = EncodingConverter.class,
            description = "speak frames, in this encoding")
    private FrameEncoding framing;

    @Option(names = "--max-frame", paramLabel = "SIZE", converter = SizeConverter.class, description = MAX_FRAME_HELP)
    private long maxFrame = FrameEncoding.DEFAULT_LIMIT;

    public Optional<FrameEncoding> framing() {
        return Optional.ofNullable(framing);
    }

    /** The largest payload to take, in bytes. */
    public int maxFrame() {
        return checkMaxFrame(maxFrame);
    }

    /** A size given as --max-frame as the limit that it means. */
    public static int checkMaxFrame(long size) {
        if (size > FrameEncoding.MAX_PAYLOAD) {
            throw new UsageException("--max-frame is at most " + FrameEncoding.MAX_PAYLOAD + ", not " + size);
        }
        return size == 0 ? FrameEncoding.MAX_PAYLOAD : (int) size;
    }
}
