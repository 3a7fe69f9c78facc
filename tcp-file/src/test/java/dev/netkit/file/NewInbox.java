package dev.netkit.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For each test a server with an inbox that is empty. */
abstract class NewInbox extends InboxFixture {
    static final byte[] HELLO = "hello".getBytes(UTF_8);

    Transfers transfers;

    @BeforeEach
    void start() throws IOException {
        transfers = Transfers.into(inbox);
    }

    @AfterEach
    void stop() {
        transfers.close();
    }
}
