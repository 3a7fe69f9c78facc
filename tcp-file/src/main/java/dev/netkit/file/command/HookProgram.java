package dev.netkit.file.command;

import dev.netkit.common.cli.LocalFileException;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A program that is to run later: whether it can is better known before anybody sends a file. */
record HookProgram(String name, Map<String, String> environment) {
    /** Where the system looks if nobody has told it where to. */
    private static final String USUAL_PATH = "/bin:/usr/bin";

    /** @throws LocalFileException if there is no such program, or it may not be run */
    void check() throws LocalFileException {
        if (File.separatorChar == '\\') {
            return; // Windows adds endings to names by rules of its own
        }
        try {
            if (name.contains("/")) {
                check(Path.of(name));
            } else if (!isOnPath()) {
                throw new IOException("there is no such program in the folders of PATH");
            }
        } catch (IOException e) {
            throw new LocalFileException("cannot run " + name, e);
        }
    }

    private static void check(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!runs(file)) {
            throw new AccessDeniedException(file.toString());
        }
    }

    private boolean isOnPath() {
        String folders = environment.getOrDefault("PATH", USUAL_PATH);
        return Arrays.stream(folders.split(":")).anyMatch(folder -> runs(Path.of(folder, name)));
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
