package dev.netkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The token commands' part of the training, with a key of its own that is gone afterwards. */
final class TokenTraining {
    private TokenTraining() {}

    static void run() throws IOException {
        Path folder = Files.createTempDirectory("netkit");
        Path key = folder.resolve("key");
        try {
            Training.silent("").run("key", "--out", key.toString());
            Training.silent("hello\n").run("encrypt", "--key-file", key.toString());
            Training.silent("no token\n").run("decrypt", "--key-file", key.toString());
            Training.silent("").run("key");
        } finally {
            Files.deleteIfExists(key);
            Files.delete(folder);
        }
    }
}
