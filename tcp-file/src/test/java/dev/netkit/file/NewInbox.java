package dev.netkit.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For each test a server with an inbox that is empty. */
abstract class NewInbox {
    static final byte[] HELLO = "hello".getBytes(UTF_8);

    @TempDir
    Path folder;

    Path inbox;

    Transfers transfers;

    @BeforeEach
    void start() throws IOException {
        inbox = folder.resolve("inbox");
        transfers = Transfers.into(inbox);
    }

    @AfterEach
    void stop() {
        transfers.close();
    }
}
