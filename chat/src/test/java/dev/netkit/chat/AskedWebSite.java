package dev.netkit.chat;

import dev.netkit.chat.WebPeer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For each test a chat server, and a connection to it on which requests are written by hand. */
abstract class AskedWebSite extends OpenChat {
    WebPeer peer;

    @BeforeEach
    void connect() {
        peer = new WebPeer(chat.address());
    }

    @AfterEach
    void disconnect() {
        peer.close();
    }

    Answer get(String path) {
        return peer.asks(peer.request("GET", path));
    }
}
