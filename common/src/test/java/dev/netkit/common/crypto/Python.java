package dev.netkit.common.crypto;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's own Python with its cryptography package; a test that needs them is skipped where they are not. */
final class Python {
    private static final List<String> COMMANDS = List.of("/usr/bin/python3", "python3");
    private static final int PATIENCE_SECONDS = 30;

    private Python() {}

    /** A process that runs this script. */
    static ProcessBuilder script(Path script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(interpreter(), "-B", script.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static String interpreter() {
        String found =
                COMMANDS.stream().filter(Python::hasCryptography).findFirst().orElse("");
        assumeTrue(!found.isEmpty(), "no python3 with the cryptography package (Debian: python3-cryptography)");
        return found;
    }

    private static boolean hasCryptography(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import cryptography.fernet")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
