package dev.netkit.file.receive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What tells a file from another one that has taken its name, or from itself after a change.
 *
 * @param key the system's number of the file; empty where it has none, as on Windows
 */
record FileIdentity(Optional<Object> key, long size, FileTime modified) {
    /** Of what has that name now, which may be a link; fails if there is nothing. */
    static FileIdentity of(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileIdentity(
                Optional.ofNullable(attributes.fileKey()), attributes.size(), attributes.lastModifiedTime());
    }

    /** Whether the name still belongs to that file, whatever was written to it. */
    boolean isStillAt(Path path) throws IOException {
        return key.equals(of(path).key());
    }

    /** Whether the file is still there, as it was. */
    boolean isUnchangedAt(Path path) {
        try {
            return equals(of(path));
        } catch (IOException e) {
            return false;
        }
    }
}
