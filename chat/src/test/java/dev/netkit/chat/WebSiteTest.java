package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.WebPeer.Answer;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The chat port as a web server: good requests and bad ones; {@link WebSiteLimitsTest} and {@link WebSocketHandshakeTest}
 * have the rest.
 */
@Timeout(60)
class WebSiteTest extends AskedWebSite {
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
    void thePageMayOpenAWebSocketToWhereItCameFromAndNowhereElse() {
        String policy = getBy("laptop.local:7777", "/").header("content-security-policy");
        assertThat(policy).contains("connect-src 'self' ws://laptop.local:7777 wss://laptop.local:7777;");
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
}
