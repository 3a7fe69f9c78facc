package dev.netkit.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** A file that its owner alone can read, in a folder that its owner alone can enter. */
public record SecretFile(Path path) {
    private static final String OWNER_ONLY = "rw-------";
    private static final Set<OpenOption> FRESH = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** Makes a folder for such files, as far as it is not there. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        try {
            Files.createDirectory(folder, attributes(folder, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Makes an empty file, unless there is one. */
    public void createEmpty() throws IOException {
        try {
            FileChannel.open(path, FRESH, attributes(path, OWNER_ONLY)).close();
        } catch (FileAlreadyExistsException e) {
            // It may have become something meanwhile.
        }
    }

    /** Puts the content in place in one step, so that a crash leaves the old one or the new one. */
    public void replace(byte[] content) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + "~" + UUID.randomUUID()); // two may be at it at once
        try (FileChannel channel = FileChannel.open(fresh, FRESH, attributes(fresh, OWNER_ONLY))) {
            for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining(); ) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        Path folder = path.toAbsolutePath().getParent();
        boolean posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
