package dev.netkit.file;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;

/** What a receiver says (docs/protocol.md, "Files"). */
public sealed interface ReceiverMessage {
    /**
     * Takes an offered file.
     *
     * @param offset how many bytes of it are here already
     * @param prefixSha256 their digest in hex, where {@code offset} is not 0
     * @param salt 16 bytes, where the data will be sealed
     */
    @JsonTypeName("accept")
    record Accept(long offset, Optional<String> prefixSha256, Optional<byte[]> salt) implements ReceiverMessage {}

    /** Does not take an offered file. */
    @JsonTypeName("refuse")
    record Refuse(String code, String detail) implements ReceiverMessage {}

    /**
     * The file is on disk under its final name.
     *
     * @param name under which it is stored, a relative path
     * @param sha256 of the whole file in hex; absent if this side does not verify
     * @param identical whether it was here before, and nothing was sent
     */
    @JsonTypeName("stored")
    record Stored(String name, long size, Optional<String> sha256, Optional<Boolean> identical)
            implements ReceiverMessage {}

    /** The data came, and the file could not be stored. */
    @JsonTypeName("failed")
    record Failed(String code, String detail) implements ReceiverMessage {}
}
