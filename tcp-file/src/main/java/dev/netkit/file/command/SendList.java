package dev.netkit.file.command;

import dev.netkit.common.cli.UsageException;
import dev.netkit.file.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** From the command line's words to what is sent: files, what is in folders, standard input. */
final class SendList {
    private static final String STANDARD_INPUT = "-";

    private final boolean recursive;
    private final List<PathMatcher> excluded;
    private final Unreadable unreadable;
    private final List<Outgoing> list = new ArrayList<>();

    /** Is told what cannot be sent; the others are sent all the same. */
    interface Unreadable {
        void tell(String name, IOException reason);
    }

    SendList(boolean recursive, List<String> globs, Unreadable unreadable) {
        this.recursive = recursive;
        this.excluded = globs.stream()
                .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
                .toList();
        this.unreadable = unreadable;
    }

    List<Outgoing> collect(List<String> words, String name, InputStream in) {
        if (name != null && !words.equals(List.of(STANDARD_INPUT))) {
            throw new UsageException("--name is for standard input, which is the FILE - alone");
        }
        for (String word : words) {
            if (word.equals(STANDARD_INPUT)) {
                addStandardInput(words, name, in);
            } else {
                add(word);
            }
        }
        return list;
    }

    private void addStandardInput(List<String> words, String name, InputStream in) {
        if (words.size() > 1) {
            throw new UsageException("- is sent alone, because it ends only when it ends");
        }
        if (name == null) {
            throw new UsageException("standard input has no name: give it one with --name");
        }
        list.add(Outgoing.stream(name, in));
    }

    private void add(String word) {
        Path path = Path.of(word);
        if (!Files.isDirectory(path)) {
            addFile(path.getFileName() == null ? word : path.getFileName().toString(), path);
        } else if (!recursive) {
            unreadable.tell(word, new IOException("it is a folder; -r sends what is in it"));
        } else {
            addFolder(path);
        }
    }

    private void addFile(String name, Path path) {
        try {
            list.add(Outgoing.file(name, path));
        } catch (IOException e) {
            unreadable.tell(name, reason(e));
        }
    }

    private static IOException reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new IOException("there is no such file", e);
        }
        return e instanceof AccessDeniedException ? new IOException("permission denied", e) : e;
    }

    private void addFolder(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        String top = absolute.getFileName() == null ? "" : absolute.getFileName() + "/";
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
                    return isExcluded(folder, inside) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && !isExcluded(folder, file)) {
                        addFile(top + relative(folder, file), file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    unreadable.tell(top + relative(folder, file), reason(e));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            unreadable.tell(folder.toString(), reason(e));
        }
    }

    private boolean isExcluded(Path folder, Path path) {
        return !path.equals(folder) && excluded.stream().anyMatch(glob -> glob.matches(path.getFileName()));
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
