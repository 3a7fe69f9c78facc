package dev.netkit.file.receive;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.file.SenderMessage;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a partial file, beside it in a file of its own: how much of it was received, and the digest of that.
 * Resuming relies on this and never on what the partial file looks like.
 *
 * @param size of the whole file
 * @param modified as the sender offered it
 * @param offset how many bytes are there
 * @param prefixSha256 their digest in hex
 */
@JsonTypeName("partial")
record PartialState(long size, Optional<Instant> modified, long offset, String prefixSha256) implements StateFile {
    private static final MessageCodec<StateFile> CODEC = MessageCodec.of(StateFile.class);
    /** What the name of a state that is being written ends with. */
    static final String UNSAVED = "~";

    private static final int MAX_BYTES = 4096;

    /** The state in that file; empty if there is none that can be used. */
    static Optional<PartialState> load(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of((PartialState) CODEC.decode(Files.readAllBytes(file)));
        } catch (ProtocolException e) {
            return Optional.empty(); // cut off by a crash of the machine, or somebody else's: it begins again
        }
    }

    /** Replaces the file in one step, so that a crash leaves the old state or the new one. */
    void save(Path file) throws IOException {
        Path fresh = unsaved(file);
        Files.deleteIfExists(fresh);
        Files.write(fresh, CODEC.encode(this), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the file, and what a crash in the middle of {@link #save} has left. */
    static void delete(Path file) throws IOException {
        Files.deleteIfExists(unsaved(file));
        Files.deleteIfExists(file);
    }

    private static Path unsaved(Path file) {
        return file.resolveSibling(file.getFileName() + UNSAVED);
    }

    /** Whether it is about the same file as the offer. */
    boolean fits(SenderMessage.Offer offer) {
        return offer.size().equals(Optional.of(size))
                && offer.modified().equals(modified)
                && offset > 0
                && offset <= size;
    }
}
