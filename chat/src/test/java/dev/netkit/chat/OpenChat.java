package dev.netkit.chat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For each test a chat server that keeps nothing. */
abstract class OpenChat {
    ChatFixture chat;

    @BeforeEach
    void openServer() throws IOException {
        chat = ChatFixture.open();
    }

    @AfterEach
    void closeServer() {
        chat.close();
    }
}
