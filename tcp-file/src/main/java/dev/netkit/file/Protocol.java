package dev.netkit.file;

import dev.netkit.common.crypto.SealedStream;
import java.time.Duration;

/** The numbers of the file protocol (docs/protocol.md, "Files"). */
public final class Protocol {
    /** The largest JSON frame in bytes. */
    public static final int MESSAGE_LIMIT = 64 * 1024;

    /** The largest frame of data in bytes, where the size is not known and nothing is sealed. */
    public static final int DATA_FRAME = 64 * 1024;

    public static final int SEALED_FRAME = SealedStream.MAX_TOKEN_BYTES;

    /** How many offers may be unanswered or waiting for their data. */
    public static final int MAX_OFFERS = 64;

    public static final Duration IDLE = Duration.ofMinutes(5);

    /** After so long a silence a sender that comes back on another connection is believed to have lost this one. */
    public static final Duration SILENCE = Duration.ofSeconds(3);

    private Protocol() {}
}
