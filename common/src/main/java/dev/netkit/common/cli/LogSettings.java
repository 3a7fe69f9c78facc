package dev.netkit.common.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where log lines go and from which level on. Kept in system properties, because the logging backend, which only cli
 * knows, reads them when the first line is logged, or never.
 */
public final class LogSettings {
    private static final String LEVEL = "netkit.log.level";
    private static final String FILE = "netkit.log.file";
    private static final String VERBOSE = "netkit.verbose";

    private LogSettings() {}

    /** The level's name, as SLF4J writes it. */
    public static String level() {
        return System.getProperty(LEVEL, "WARN");
    }

    /** The log file; empty = standard error. */
    public static Optional<String> file() {
        return Optional.ofNullable(System.getProperty(FILE));
    }

    /** Whether the user wants to see where an error arose; a trace shows what is on the wire, and not that. */
    public static boolean verbose() {
        return Boolean.getBoolean(VERBOSE);
    }

    static void beVerbose() {
        System.setProperty(VERBOSE, "true");
    }

    static void level(String level) {
        System.setProperty(LEVEL, level);
    }

    /** Chooses a log file, which is created now, so that a path that cannot be written is known at once. */
    static void file(Path path) throws LocalFileException {
        try {
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new LocalFileException("cannot write the log file " + path, e);
        }
        System.setProperty(FILE, path.toString());
    }
}
