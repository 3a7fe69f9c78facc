package dev.netkit.file.receive;

import java.nio.file.Path;
import java.util.Set;

/**
 * Where files go and which are taken.
 *
 * @param folder created if it is not there; may itself be a link
 * @param onExists what to do if there is another file of that name
 * @param byPeer whether each sender's address gets a folder of its own
 * @param maxSize of one file, in bytes
 * @param maxTotal of everything that is taken by this inbox, in bytes
 * @param extensions in lower case and without a dot; empty = any
 * @param verified whether only what has the sender's SHA-256 is stored
 */
public record InboxSettings(
        Path folder,
        OnExists onExists,
        boolean byPeer,
        long maxSize,
        long maxTotal,
        Set<String> extensions,
        boolean verified) {

    /** What to do with a file whose name is taken by another one. */
    public enum OnExists {
        /** Refuse the new one. */
        KEEP,
        /** Store the new one as {@code name (1)}. */
        RENAME,
        /** Replace the old one, once the new one is there and verified. */
        OVERWRITE
    }

    public InboxSettings {
        extensions = Set.copyOf(extensions);
    }

    /** Everything is taken, and nothing is lost. */
    public static InboxSettings of(Path folder) {
        return new InboxSettings(folder, OnExists.RENAME, false, Long.MAX_VALUE, Long.MAX_VALUE, Set.of(), true);
    }
}
