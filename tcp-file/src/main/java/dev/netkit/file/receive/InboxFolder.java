package dev.netkit.file.receive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Paths inside of one folder, reached step by step without following a link: neither a peer's name nor a link that
 * somebody has planted leads out of it.
 */
final class InboxFolder {
    private static final Set<OpenOption> FRESH = Set.of(
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> THERE =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> TO_READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path root;

    /** Creates the folder if it is not there; fails if nothing can be written to it. */
    InboxFolder(Path folder) throws IOException {
        root = Files.createDirectories(folder).toRealPath();
        if (!Files.isWritable(root)) {
            throw new AccessDeniedException(root.toString());
        }
    }

    Path root() {
        return root;
    }

    /** The path with those parts, which are no links and no files as far as they are there; creates nothing. */
    Path look(List<String> parts) throws IOException {
        Path path = root;
        for (String part : parts) {
            path = path.resolve(part);
            boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
            if (there && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(path.toString());
            }
        }
        return path;
    }

    /** The folder with those parts, which is created as far as it is not there; fails at the first part that is a link. */
    Path folder(List<String> parts) throws IOException {
        Path path = root;
        for (String part : parts) {
            path = path.resolve(part);
            enter(path);
        }
        return path;
    }

    private static void enter(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(folder.toString());
            }
        }
    }

    /** Creates a file; fails if anything is there already, a link that leads nowhere included. */
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, FRESH);
    }

    /** Opens a file to go on with it; fails if it is a link. */
    static FileChannel reopen(Path file) throws IOException {
        return FileChannel.open(file, THERE);
    }

    static FileChannel read(Path file) throws IOException {
        return FileChannel.open(file, TO_READ);
    }

    /** Makes a new name in the folder survive a loss of power, where the system lets folders be synchronised. */
    static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folders; there the file system's journal has to do.
        }
    }
}
