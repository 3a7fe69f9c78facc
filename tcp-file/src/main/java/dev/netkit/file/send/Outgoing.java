package dev.netkit.file.send;

import dev.netkit.file.PermissionBits;
import dev.netkit.file.SenderMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Something to be sent: a file, or a stream whose length nobody knows.
 *
 * @param name what it is offered as, a relative path with {@code /}
 * @param path where it is; empty for a stream
 * @param stream the bytes, where there is no path; can be sent once only
 * @param size in bytes, when it was looked at
 */
public record Outgoing(
        String name,
        Optional<Path> path,
        Optional<InputStream> stream,
        Optional<Long> size,
        Optional<Instant> modified,
        Optional<Integer> mode) {

    /** A regular file as it is now; fails if it is none or cannot be looked at. */
    public static Outgoing file(String name, Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("it is not a file");
        }
        // Messages carry milliseconds, and a resumption compares what was carried.
        Instant modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS);
        return new Outgoing(
                name,
                Optional.of(path),
                Optional.empty(),
                Optional.of(attributes.size()),
                Optional.of(modified),
                mode(path));
    }

    /** Bytes of unknown number, such as standard input. */
    public static Outgoing stream(String name, InputStream stream) {
        return new Outgoing(
                name, Optional.empty(), Optional.of(stream), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Optional<Integer> mode(Path path) throws IOException {
        try {
            return Optional.of(PermissionBits.of(
                    Files.readAttributes(path, PosixFileAttributes.class).permissions()));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    SenderMessage.Offer offer(Optional<byte[]> salt) {
        return new SenderMessage.Offer(name, size, modified, mode, salt);
    }
}
