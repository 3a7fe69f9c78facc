package dev.netkit.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.Optional;

/** What a sender says (docs/protocol.md, "Files"). */
public sealed interface SenderMessage {
    /**
     * Offers a file.
     *
     * @param name a relative path with {@code /}
     * @param size in bytes; empty if it is not known before the end
     * @param modified the file's time of last change
     * @param mode the nine permission bits, 0 to 0777
     * @param salt 16 bytes, where the data will be sealed
     */
    @JsonTypeName("offer")
    record Offer(
            String name,
            @JsonInclude(JsonInclude.Include.ALWAYS) Optional<Long> size,
            Optional<Instant> modified,
            Optional<Integer> mode,
            Optional<byte[]> salt)
            implements SenderMessage {
        public Offer {
            if (size.isPresent() && size.get() < 0) {
                throw new IllegalArgumentException("a size is not negative");
            }
            if (mode.isPresent() && (mode.get() < 0 || mode.get() > 0777)) {
                throw new IllegalArgumentException("a mode is 0 to 511 (0777)");
            }
        }
    }

    /** The data of the accepted file whose turn it is follows, from this offset on. */
    @JsonTypeName("begin")
    record Begin(long offset) implements SenderMessage {}

    /** All of it was sent; {@code sha256} is the digest of the whole file in hex, absent if the sender made none. */
    @JsonTypeName("end")
    record End(Optional<String> sha256) implements SenderMessage {}

    /** The accepted file whose turn it is will not come after all. */
    @JsonTypeName("abort")
    record Abort(String detail) implements SenderMessage {}
}
