package dev.netkit.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebSocket's rules (RFC 6455), kept and broken. */
@Timeout(60)
class WebSocketTest extends OpenChat {
    private static final int FRAGMENT = 16 * 1024;
    private WebPeer peer;

    @BeforeEach
    void connect() {
        peer = WebPeer.upgraded(chat.address());
    }

    @AfterEach
    void disconnect() {
        peer.close();
    }

    private void assertBroken(int code) {
        assertThat(peer.closed()).isEqualTo(code);
        peer.close();
        assertThat(chat.events.first(Disconnected.class).reason()).isEqualTo(EndReason.PROTOCOL_ERROR);
        try (WebPeer other = WebPeer.upgraded(chat.address()).enters("other")) {
            other.says("text", "content", "still here");
            assertThat(other.hearsText()).isEqualTo("still here");
        }
    }

    @Test
    void itIsOneRoomWithTheOtherDialects() {
        try (Chatter bob = chat.chatter("bob");
                JimPeer jim = chat.jim("jim")) {
            peer.enters("ann").says("text", "content", "привіт 😀");
            assertThat(bob.hearsTexts(1)).containsExactly("привіт 😀");
            assertThat(jim.hearsText().path("message").asText()).isEqualTo("привіт 😀");
            assertThat(peer.hearsText()).isEqualTo("привіт 😀");
            bob.says("text", "content", "hi");
            assertThat(peer.hearsText()).isEqualTo("hi");
        }
    }

    @Test
    void aMessageMayComeInFragmentsWithAPingBetweenThem() {
        peer.enters("ann");
        byte[] json = Chatter.json("text", "content", "привіт").getBytes(UTF_8);
        int within = json.length - 5; // a character
        peer.sends(WebFrame.TEXT, Arrays.copyOf(json, 10));
        peer.sends(WebFrame.LAST | WebFrame.PING, "?");
        assertThat(peer.frame(WebFrame.PONG).payload()).isEqualTo("?".getBytes(UTF_8));
        peer.sends(WebFrame.CONTINUATION, Arrays.copyOfRange(json, 10, within));
        peer.sends(WebFrame.LAST | WebFrame.CONTINUATION, Arrays.copyOfRange(json, within, json.length));
        assertThat(peer.hearsText()).isEqualTo("привіт");
    }

    @Test
    void aPongThatNobodyAskedForIsPassedOver() {
        peer.sends(WebFrame.LAST | WebFrame.PONG, "x").enters("ann");
    }

    @Test
    void aCloseIsAnswered() {
        peer.enters("ann");
        peer.sends(WebFrame.LAST | WebFrame.CLOSE, code(1000));
        assertThat(peer.closed()).isEqualTo(1000);
    }

    @Test
    void aGoodbyeIsClosed() {
        peer.enters("ann").says("bye");
        assertThat(peer.closed()).isEqualTo(1000);
    }

    private static byte[] code(int code) {
        return ByteBuffer.allocate(2).putShort((short) code).array();
    }

    @Test
    void whatCameBeforeABadFrameIsHeard() {
        try (Chatter bob = chat.chatter("bob")) {
            peer.enters("ann");
            ByteArrayOutputStream together = new ByteArrayOutputStream();
            for (String content : List.of("one", "two")) {
                byte[] json = Chatter.json("text", "content", content).getBytes(UTF_8);
                together.writeBytes(new WebFrame(WebFrame.LAST | WebFrame.TEXT, json).masked());
            }
            together.writeBytes(new byte[] {(byte) (WebFrame.LAST | WebFrame.TEXT), 2, '{', '}'});
            byte[] late = Chatter.json("text", "content", "too late").getBytes(UTF_8);
            together.writeBytes(new WebFrame(WebFrame.LAST | WebFrame.TEXT, late).masked());
            peer.socket().send(together.toByteArray());
            assertThat(bob.hearsTexts(2)).containsExactly("one", "two");
            assertThat(peer.closed()).isEqualTo(1002);
            assertThat(bob.hears("left").path("username").asText()).isEqualTo("ann");
        }
    }

    @Test
    void binaryIsNotSpoken() {
        peer.enters("ann").sends(WebFrame.LAST | WebFrame.BINARY, "x");
        assertThat(peer.closed()).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC1, 0x83, 0x8B, 0x09, 0x80})
    void framesThatThereAreNotEndIt(int first) {
        peer.sends(first, "x");
        assertBroken(1002);
    }

    @Test
    void anUnmaskedFrameEndsIt() {
        peer.socket().send(new byte[] {(byte) (WebFrame.LAST | WebFrame.TEXT), 2, '{', '}'});
        assertBroken(1002);
    }

    @Test
    void aControlFrameThatIsTooLongEndsIt() {
        peer.sends(WebFrame.LAST | WebFrame.PING, "x".repeat(126));
        assertBroken(1002);
    }

    @Test
    void aCloseCodeThatThereIsNotEndsIt() {
        peer.sends(WebFrame.LAST | WebFrame.CLOSE, code(1006));
        assertBroken(1002);
    }

    @Test
    void badUtf8EndsIt() {
        peer.sends(WebFrame.LAST | WebFrame.TEXT, new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'});
        assertBroken(1007);
    }

    @Test
    void aFrameThatIsTooLargeEndsIt() {
        peer.sends(WebFrame.LAST | WebFrame.TEXT, new byte[ChatFormat.WEB_MESSAGE_LIMIT + 1]);
        assertBroken(1009);
    }

    @Test
    void fragmentsThatAreTooLargeTogetherEndIt() {
        byte[] fragment = new byte[FRAGMENT];
        Arrays.fill(fragment, (byte) ' ');
        peer.sends(WebFrame.TEXT, fragment);
        for (int sent = FRAGMENT; sent <= ChatFormat.WEB_MESSAGE_LIMIT; sent += FRAGMENT) {
            peer.sends(WebFrame.CONTINUATION, fragment);
        }
        assertBroken(1009);
    }

    @Test
    void whatIsNoMessageIsRefusedAndItGoesOn() {
        peer.enters("ann").sends(WebFrame.LAST | WebFrame.TEXT, "{");
        assertThat(peer.hears("error").path("code").asText()).isEqualTo("bad-json");
        peer.sends(WebFrame.LAST | WebFrame.TEXT, "").says("text", "content", "hi");
        assertThat(peer.hearsText()).isEqualTo("hi");
    }

    @Test
    void theConnectionLimitIsOneForAll() throws IOException {
        try (ChatFixture small =
                        ChatFixture.open(ChatFixture.config(ChatFixture.tcp().withMaxConnections(2)));
                Chatter ann = small.chatter("ann");
                WebPeer bob = WebPeer.upgraded(small.address()).enters("bob");
                WebPeer next = new WebPeer(small.address())) {
            next.sends(next.handshake("/ws"));
            ann.says("text", "content", "hi");
            assertThat(bob.hearsText()).isEqualTo("hi");
            assertThat(small.server.host().who().get("lobby")).containsExactly("ann", "bob");
            bob.says("bye");
            assertThat(bob.closed()).isEqualTo(1000);
            bob.socket().close();
            assertThat(next.answer(false).status()).isEqualTo(101);
            next.enters("next");
        }
    }
}
