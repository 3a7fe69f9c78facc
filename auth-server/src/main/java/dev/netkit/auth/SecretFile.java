package dev.netkit.auth;

import dev.netkit.common.file.OwnerOnly;
import dev.netkit.common.file.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file that its owner alone can read, in a folder that its owner alone can enter. */
public record SecretFile(Path path) {
    private static final Set<OpenOption> FRESH = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** Makes a folder for such files, as far as it is not there. */
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        try {
            Files.createDirectory(folder, OwnerOnly.folder(folder));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Makes an empty file, unless there is one. */
    public void createEmpty() throws IOException {
        try {
            FileChannel.open(path, FRESH, OwnerOnly.file(path)).close();
        } catch (FileAlreadyExistsException e) {
            // It may have become something meanwhile.
        }
    }

    /** Puts the content in place in one step, so that a crash leaves the old one or the new one. */
    public void replace(byte[] content) throws IOException {
        WholeFile.replace(path, content, OwnerOnly.file(path));
    }
}
