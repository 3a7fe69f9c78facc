package dev.netkit.file.command;

import dev.netkit.common.cli.UsageException;
import dev.netkit.file.send.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** From the command line's words to what is sent: files, what is in folders, standard input. */
final class SendList {
    private static final String STANDARD_INPUT = "-";

    private final boolean recursive;
    private final List<PathMatcher> excluded;
    private final Unreadable unreadable;
    private final LeftOut leftOut;
    private final List<Outgoing> list = new ArrayList<>();

    /** Is told what cannot be sent; the others are sent all the same. */
    interface Unreadable {
        void tell(String name, IOException reason);
    }

    /** Is told what is not sent although somebody might expect it. */
    interface LeftOut {
        void tell(String name, String why);
    }

    SendList(boolean recursive, List<String> globs, Unreadable unreadable, LeftOut leftOut) {
        this.recursive = recursive;
        this.excluded = globs.stream().map(SendList::matcher).toList();
        this.unreadable = unreadable;
        this.leftOut = leftOut;
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--exclude " + glob + " is no pattern: " + e.getDescription());
        }
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
        Path path = path(word);
        if (!Files.isDirectory(path)) {
            addFile(path.getFileName() == null ? word : path.getFileName().toString(), path);
        } else if (!recursive) {
            unreadable.tell(word, new IOException("it is a folder; -r sends what is in it"));
        } else {
            addFolder(path);
        }
    }

    private static Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            throw new UsageException("no file can have the name " + word);
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

    /** The folder itself may be a link, as somebody has named it; links inside are not followed. */
    private void addFolder(Path named) {
        Path absolute = named.toAbsolutePath().normalize();
        String top = absolute.getFileName() == null ? "" : absolute.getFileName() + "/";
        int before = list.size();
        try {
            Path folder = named.toRealPath();
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path inside, BasicFileAttributes attributes) {
                    return isExcluded(folder, inside) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!isExcluded(folder, file)) {
                        addFound(top + relative(folder, file), file, attributes);
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
            unreadable.tell(named.toString(), reason(e));
        }
        if (list.size() == before) {
            leftOut.tell(named.toString(), "there is no file in it");
        }
    }

    private void addFound(String name, Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            addFile(name, file);
        } else {
            leftOut.tell(name, attributes.isSymbolicLink() ? "links are not sent" : "it is no file");
        }
    }

    private boolean isExcluded(Path folder, Path path) {
        return !path.equals(folder) && excluded.stream().anyMatch(glob -> glob.matches(path.getFileName()));
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
    }
}
