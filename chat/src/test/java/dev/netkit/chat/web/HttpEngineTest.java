package dev.netkit.chat.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpEngineTest {
    private static final String HANDSHAKE =
            "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    @Test
    void aPingInsideAMessageDoesNotEndIt() throws WebSocketException {
        try (HttpEngine engine = upgraded()) {
            assertThat(engine.isInsideMessage()).isFalse();
            assertThat(feed(engine, 0x01, 0x80, 0, 0, 0, 0)).isEmpty();
            assertThat(engine.isInsideMessage()).isTrue();
            assertThat(feed(engine, 0x89, 0x80, 0, 0, 0, 0)).hasOnlyElementsOfType(PingWebSocketFrame.class);
            assertThat(engine.isInsideMessage()).isTrue();
            assertThat(feed(engine, 0x80, 0x81, 0, 0, 0, 0, 'a')).hasOnlyElementsOfType(TextWebSocketFrame.class);
            assertThat(engine.isInsideMessage()).isFalse();
        }
    }

    @Test
    void aHandshakeOfNoVersionIsToldWhichThereIs() throws WebSocketException {
        try (HttpEngine engine = new HttpEngine()) {
            FullHttpRequest request = request(engine, HANDSHAKE + "\r\n");
            assertThat(Upgrade.refusal(request, new WebNames(List.of())))
                    .hasValueSatisfying(
                            answer -> assertThat(answer.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                                    .isEqualTo("13"));
        }
    }

    @Test
    void aListOfUpgradesIsNoHandshake() throws WebSocketException {
        try (HttpEngine engine = new HttpEngine()) {
            String odd = HANDSHAKE.replace("Upgrade: websocket", "Upgrade: websocket, other");
            FullHttpRequest request = request(engine, odd + "Sec-WebSocket-Version: 13\r\n\r\n");
            assertThatThrownBy(() -> engine.upgrade(request, Upgrade.PATH, 1024))
                    .isInstanceOf(WebSocketException.class);
        }
    }

    private static HttpEngine upgraded() throws WebSocketException {
        HttpEngine engine = new HttpEngine();
        FullHttpRequest request = request(engine, HANDSHAKE + "Sec-WebSocket-Version: 13\r\n\r\n");
        assertThat(engine.upgrade(request, Upgrade.PATH, 1024)).isTrue();
        return engine;
    }

    private static FullHttpRequest request(HttpEngine engine, String text) throws WebSocketException {
        byte[] bytes = text.getBytes(US_ASCII);
        return (FullHttpRequest) engine.feed(bytes, bytes.length).get(0);
    }

    private static List<Object> feed(HttpEngine engine, int... bytes) throws WebSocketException {
        byte[] frame = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            frame[i] = (byte) bytes[i];
        }
        return engine.feed(frame, frame.length);
    }
}
