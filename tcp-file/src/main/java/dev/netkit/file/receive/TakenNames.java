package dev.netkit.file.receive;

import dev.netkit.file.PeerPath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names in folders, as they look where letters' case does not count. A folder is listed once and then remembered:
 * listing it for every file would make many small files slow. Not for two threads at once.
 */
final class TakenNames {
    private final Map<Path, Set<String>> byFolder = new HashMap<>();

    /** Whether a file of that name, or of one that differs in case only, is in the folder. */
    boolean has(Path folder, String name) throws IOException {
        if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!of(folder).contains(PeerPath.fold(name))) {
            return false;
        }
        byFolder.remove(folder); // somebody may have taken the file away meanwhile
        return of(folder).contains(PeerPath.fold(name));
    }

    void add(Path folder, String name) throws IOException {
        of(folder).add(PeerPath.fold(name));
    }

    private Set<String> of(Path folder) throws IOException {
        Set<String> names = byFolder.get(folder);
        if (names == null) {
            names = list(folder);
            byFolder.put(folder, names);
        }
        return names;
    }

    private static Set<String> list(Path folder) throws IOException {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(PeerPath.fold(entry.getFileName().toString()));
            }
        }
        return names;
    }
}
