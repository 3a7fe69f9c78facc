package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.chat.WebPeer.Answer;
import dev.netkit.chat.dialect.ServerPatience;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chat port as a web server: good requests, bad ones, and handshakes that are refused. */
@Timeout(60)
class WebSiteTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private ChatFixture chat;
    private WebPeer peer;

    @BeforeEach
    void openServer() throws IOException {
        chat = ChatFixture.open();
        peer = new WebPeer(chat.address());
    }

    @AfterEach
    void closeServer() {
        peer.close();
        chat.close();
    }

    private Answer get(String path) {
        return peer.asks(peer.request("GET", path));
    }

    @Test
    void onePeerIsAnsweredAgainAndAgain() {
        Answer page = get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("content-security-policy")).startsWith("default-src 'none'");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.body()).contains("<html");
        assertThat(get("/healthz").body()).isEqualTo("ok\n");
        assertThat(get("/config.json").body()).isEqualTo("{\"sealed\":false}");
        assertThat(get("/app.js?x=1").header("content-type")).startsWith("text/javascript");
        assertThat(get("/nothing").status()).isEqualTo(404);
        assertThat(get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void headTellsTheLengthAndSendsNothing() {
        int length = get("/").body().length();
        Answer head = peer.asks(peer.request("HEAD", "/"));
        assertThat(head.status()).isEqualTo(200);
        assertThat(Integer.parseInt(head.header("content-length"))).isGreaterThanOrEqualTo(length);
        assertThat(peer.asks(peer.request("HEAD", "/nothing")).status()).isEqualTo(404);
        assertThat(get("/healthz").body()).isEqualTo("ok\n");
    }

    @Test
    void requestsThatComeAtOnceAreAllAnswered() {
        String one = peer.request("GET", "/healthz");
        peer.sends(one + one + one);
        for (int i = 0; i < 3; i++) {
            assertThat(peer.answer(false).body()).isEqualTo("ok\n");
        }
    }

    @Test
    void aRequestMayComeByteByByte() {
        for (char c : peer.request("GET", "/healthz").toCharArray()) {
            peer.sends(String.valueOf(c));
        }
        assertThat(peer.answer(false).body()).isEqualTo("ok\n");
    }

    @Test
    void whoWantsItClosedIsAnsweredAndLeft() {
        assertThat(peer.asks(peer.request("GET", "/healthz", "Connection: close"))
                        .body())
                .isEqualTo("ok\n");
        peer.socket().awaitEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void anotherMethodIsRefused(String method) {
        Answer answer = peer.asks(peer.request(method, "/", "Content-Length: 0"));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
        assertThat(get("/healthz").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2fweb/WebSite.class",
                "/WebSite.class",
                "//etc/passwd",
                "/index.html/..",
                "/%zz",
                "/%",
                "/%00",
            })
    void noPathLeadsAnywhereElse(String path) {
        assertThat(get(path).status()).isEqualTo(404);
        assertThat(get("/healthz").status()).isEqualTo(200);
    }

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

    private Answer getBy(String host, String path) {
        return peer.asks(peer.request("GET", path).replace("Host: " + peer.host(), "Host: " + host));
    }

    @Test
    void aPageByANameThatSomebodyMadePointHereIsSentToTheAddress() {
        for (String path : List.of("/", "/app.js", "/config.json")) {
            Answer answer = getBy("chat.example.com:7777", path);
            assertThat(answer.status()).isEqualTo(421);
            assertThat(answer.body())
                    .contains("http://" + peer.host() + "/", "--web-name")
                    .hasLineCount(1);
        }
        assertThat(getBy("chat.example.com:7777", "/healthz").body()).isEqualTo("ok\n");
        assertThat(getBy("laptop.local:7777", "/").status()).isEqualTo(200);
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
    void thePageMayOpenAWebSocketToWhereItCameFromAndNowhereElse() {
        String policy = getBy("laptop.local:7777", "/").header("content-security-policy");
        assertThat(policy).contains("connect-src 'self' ws://laptop.local:7777 wss://laptop.local:7777;");
    }

    @Test
    void slowHeadersEndTheConnection() throws IOException {
        try (ChatFixture impatient = ChatFixture.withPatience(new ServerPatience(SHORT, SHORT));
                WebPeer slow = new WebPeer(impatient.address())) {
            slow.sends("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            slow.socket().awaitEnd();
            assertThat(impatient.events.first(Disconnected.class).reason()).isEqualTo(EndReason.IDLE);
        }
    }

    @Test
    void dripsDoNotExtendTheDeadline() throws Exception {
        try (ChatFixture impatient = ChatFixture.withPatience(new ServerPatience(SHORT, SHORT));
                WebPeer slow = new WebPeer(impatient.address())) {
            slow.sends("GET / HTTP/1.1\r\nX: ");
            Thread dripping = new Thread(() -> {
                try {
                    while (true) {
                        slow.sends("x");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                } catch (RuntimeException | InterruptedException e) {
                    // It was cut off.
                }
            });
            dripping.start();
            assertThat(impatient.events.first(Disconnected.class).reason()).isEqualTo(EndReason.IDLE);
            dripping.join();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 100_000})
    void headersThatAreTooLargeAreRefused(int length) {
        peer.sends("GET /" + "x".repeat(length) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(peer.answer(false).status()).isEqualTo(414);
        peer.socket().awaitEnd();
        assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.PROTOCOL_ERROR);
    }

    @Test
    void manyHeadersAreRefused() {
        peer.sends(peer.request("GET", "/", ("X-Filler: " + "x".repeat(1_000) + "\r\n").repeat(20) + "X: y"));
        assertThat(peer.answer(false).status()).isEqualTo(431);
        peer.socket().awaitEnd();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        Answer answer = peer.asks(peer.request("POST", "/", "Content-Length: 1000000"));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("connection")).isEqualTo("close");
        peer.socket().awaitEnd();
    }

    @Test
    void whatIsAskedBeforeATooLargeBodyIsAnsweredBeforeAndWhatIsAskedAfterItIsNot() {
        String health = peer.request("GET", "/healthz");
        peer.sends(health + peer.request("POST", "/", "Content-Length: 1000000") + health);
        assertThat(peer.answer(false).body()).isEqualTo("ok\n");
        assertThat(peer.answer(false).status()).isEqualTo(413);
        assertThatThrownBy(() -> peer.answer(false)).hasCauseInstanceOf(EOFException.class);
    }

    @Test
    void aBodyInChunksThatIsTooLargeIsRefused() {
        String chunk = "200\r\n" + "x".repeat(0x200) + "\r\n";
        peer.sends(peer.request("POST", "/", "Transfer-Encoding: chunked") + chunk.repeat(4));
        assertThat(peer.answer(false).status()).isEqualTo(413);
        peer.socket().awaitEnd();
    }

    @Test
    void whoAsksForLeaveToSendABodyIsAnsweredInItsTurn() {
        String expecting = peer.request("POST", "/", "Expect: 100-continue", "Content-Length: 2");
        peer.sends(peer.request("GET", "/healthz") + expecting + "hi");
        assertThat(peer.answer(false).body()).isEqualTo("ok\n");
        assertThat(peer.answer(false).status()).isEqualTo(405);
    }

    @Test
    void aClientOfAnotherProtocolIsOneEvent() {
        peer.socket().send("EHLO mail.example.org\r\nMAIL FROM:<a@b>\r\n".getBytes(ISO_8859_1));
        peer.socket().awaitEnd();
        Disconnected end = chat.events.first(Disconnected.class);
        assertThat(end.reason()).isEqualTo(EndReason.PROTOCOL_ERROR);
        assertThat(chat.events.all(Disconnected.class)).hasSize(1);
        assertThat(chat.told).isEmpty();
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
