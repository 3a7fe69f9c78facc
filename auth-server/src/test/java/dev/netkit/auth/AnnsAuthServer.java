package dev.netkit.auth;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For each test a new server, on which Ann has an account. */
abstract class AnnsAuthServer {
    static final String PASSWORD = "correct horse battery";

    @TempDir
    Path folder;

    AuthFixture auth;

    @BeforeEach
    void start() throws IOException {
        auth = new AuthFixture(folder);
        auth.register("ann", PASSWORD);
    }

    @AfterEach
    void stop() throws IOException {
        auth.close();
    }
}
