package dev.netkit.file.receive;

import dev.netkit.file.Digests;
import dev.netkit.file.SenderMessage.Offer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The beginning of a file that is here already, proved by reading it.
 *
 * @param length in bytes
 * @param digest has seen those bytes, and can go on
 * @param identity of the file, from before it was read
 */
record Prefix(long length, MessageDigest digest, FileIdentity identity) {
    /** Reads that much of the file. */
    static Prefix read(Path file, long length) throws IOException {
        FileIdentity identity = FileIdentity.of(file);
        try (FileChannel channel = InboxFolder.read(file)) {
            return new Prefix(length, Digests.ofPrefix(channel, length), identity);
        }
    }

    /** What the state promises for that offer, if the partial file keeps the promise; reads it once. */
    static Optional<Prefix> of(Path partial, PartialState state, Offer offer) {
        if (!state.fits(offer)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(partial, state.offset()))
                    .filter(found -> found.sha256().equals(state.prefixSha256()));
        } catch (IOException e) {
            return Optional.empty(); // it is gone, shorter, or something else than a file: it begins again
        }
    }

    String sha256() {
        return Digests.hex(digest);
    }
}
