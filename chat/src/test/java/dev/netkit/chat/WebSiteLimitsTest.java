package dev.netkit.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.chat.WebPeer.Answer;
import dev.netkit.chat.dialect.ServerPatience;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to the chat port that are too slow or too large. */
@Timeout(60)
class WebSiteLimitsTest extends AskedWebSite {
    private static final Duration SHORT = Duration.ofMillis(300);

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
}
