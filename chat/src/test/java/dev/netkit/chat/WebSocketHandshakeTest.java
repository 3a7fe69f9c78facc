package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.WebPeer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may turn a request to the chat port into a WebSocket, and who is told why not. */
@Timeout(60)
class WebSocketHandshakeTest extends AskedWebSite {
    @Test
    void aPlainRequestToTheWebSocketIsToldWhatItIs() {
        Answer answer = get("/ws");
        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.header("upgrade")).isEqualTo("websocket");
        assertThat(answer.header("connection")).isEqualToIgnoringCase("upgrade");
        assertThat(get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void aWebSocketIsNotElsewhere() {
        assertThat(peer.asks(peer.handshake("/")).status()).isEqualTo(404);
        assertThat(get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void anotherVersionIsToldTheRightOne() {
        Answer answer = peer.asks(peer.handshake("/ws").replace("Version: 13", "Version: 99"));
        assertThat(answer.status()).isEqualTo(426);
        assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
        assertThat(answer.header("upgrade")).isEqualTo("websocket");
        assertThat(answer.header("connection")).isEqualToIgnoringCase("upgrade");
        assertThat(get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void aHandshakeWithoutItsKeyIsNone() {
        String request = peer.handshake("/ws").replaceAll("Sec-WebSocket-Key: .*\r\n", "");
        assertThat(peer.asks(request).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example.com, 127.0.0.1:7777, 403",
        "http://127.0.0.1:7778, 127.0.0.1:7777, 403",
        "http://chat.example.com:7777, chat.example.com:7777, 403",
        "null, 127.0.0.1:7777, 403",
        "%%, 127.0.0.1:7777, 403",
        "http://127.0.0.1:7777, 127.0.0.1:7777, 101",
        "http://[::1]:7777, [::1]:7777, 101",
        "http://laptop:7777, laptop:7777, 101",
        "http://laptop.local:7777, Laptop.local:7777, 101",
    })
    void onlyThePageOfThisVeryPlaceMayJoin(String origin, String host, int status) {
        String request = peer.handshake("/ws", "Origin: " + origin).replace("Host: " + peer.host(), "Host: " + host);
        assertThat(peer.asks(request).status()).isEqualTo(status);
    }

    @Test
    void aNameThatWasGivenIsRight() throws IOException {
        try (ChatFixture named = ChatFixture.withWebNames("chat.example.com");
                WebPeer browser = new WebPeer(named.address())) {
            String page = browser.request("GET", "/").replace("Host: " + browser.host(), "Host: chat.example.com");
            assertThat(browser.asks(page).status()).isEqualTo(200);
            String behindTls = browser.handshake("/ws", "Origin: https://chat.example.com");
            assertThat(browser.asks(behindTls).status()).isEqualTo(101);
            browser.enters("ann");
        }
    }

    @Test
    void aClientMayAskAndThenUpgradeTheSameConnection() {
        assertThat(get("/healthz").status()).isEqualTo(200);
        assertThat(peer.asks(peer.handshake("/ws")).status()).isEqualTo(101);
        peer.enters("ann").says("text", "content", "hi");
        assertThat(peer.hearsText()).isEqualTo("hi");
    }

    @Test
    void theJdksClientAsksAndThenJoins() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI page = URI.create("http://" + peer.host() + "/healthz");
        String body = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
        assertThat(body).isEqualTo("ok\n");
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://" + peer.host() + "/ws"), new WebSocket.Listener() {})
                .get(10, TimeUnit.SECONDS);
        socket.sendText(Chatter.json("hello", "username", "ann", "room", "lobby"), true)
                .get(10, TimeUnit.SECONDS);
        try (Chatter bob = chat.chatter("bob")) {
            socket.sendText(Chatter.json("text", "content", "hi"), true).get(10, TimeUnit.SECONDS);
            assertThat(bob.hearsTexts(1)).containsExactly("hi");
        }
        socket.abort();
    }
}
