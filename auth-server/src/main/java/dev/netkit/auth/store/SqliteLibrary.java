package dev.netkit.auth.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's own code, which the driver unpacks into a file to load it. The file is in a folder that nobody else can write to,
 * and goes as soon as it is loaded: the driver would leave it to the end of the process, which may be killed.
 */
final class SqliteLibrary {
    private static final String FOLDER = "org.sqlite.tmpdir";

    private static boolean loaded;

    private SqliteLibrary() {}

    /**
     * Loads it if nobody has yet.
     *
     * @throws StoreException if the folder for temporary files is not good for it
     */
    static synchronized void load() throws StoreException {
        if (!loaded) {
            load(Path.of(System.getProperty(FOLDER, System.getProperty("java.io.tmpdir"))));
            loaded = true;
        }
    }

    static void load(Path temporary) throws StoreException {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                loadFromFolderOfItsOwn(temporary);
            } else {
                SQLiteJDBCLoader.initialize(); // elsewhere a file stays while it is loaded
            }
        } catch (Exception e) { // the driver declares no less
            throw new StoreException(
                    "cannot load SQLite from " + temporary + ", where files must be written and programs run"
                            + " (NETKIT_JAVA_OPTS=-Djava.io.tmpdir=DIR takes another folder)",
                    e);
        }
    }

    private static void loadFromFolderOfItsOwn(Path temporary) throws Exception {
        String before = System.getProperty(FOLDER);
        Path own = Files.createTempDirectory(temporary, "netkit-sqlite-");
        try {
            System.setProperty(FOLDER, own.toString());
            SQLiteJDBCLoader.initialize();
        } finally {
            restore(before);
            remove(own);
        }
    }

    private static void restore(String before) {
        if (before == null) {
            System.clearProperty(FOLDER);
        } else {
            System.setProperty(FOLDER, before);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
