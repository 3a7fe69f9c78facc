package dev.netkit.chat.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What netkit encodes is read by Netty's decoder, that of a client. */
class WebSocketFramesTest {
    private static final int LIMIT = 1 << 20;

    private static WebSocketFrame decoded(byte[] frame) {
        EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, LIMIT));
        client.writeInbound(Unpooled.wrappedBuffer(frame));
        WebSocketFrame first = client.readInbound();
        Object next = client.readInbound();
        assertThat(next).as("what follows").isNull();
        assertThat(client.finish()).as("a part of another frame").isFalse();
        return first;
    }

    private static byte[] content(WebSocketFrame frame) {
        return ByteBufUtil.getBytes(frame.content());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, 65_537, LIMIT})
    void aTextOfEveryLengthIsWhole(int length) {
        byte[] text = new byte[length];
        Arrays.fill(text, (byte) 'x');
        WebSocketFrame frame = decoded(WebSocketFrames.text(text));
        assertThat(frame).isInstanceOf(TextWebSocketFrame.class).isNotInstanceOf(BinaryWebSocketFrame.class);
        assertThat(frame.isFinalFragment()).isTrue();
        assertThat(content(frame)).isEqualTo(text);
    }

    @Test
    void aLengthIsWrittenInItsShortestForm() {
        assertThat(WebSocketFrames.text(new byte[125])).startsWith(0x81, 125).hasSize(2 + 125);
        assertThat(WebSocketFrames.text(new byte[126]))
                .startsWith(0x81, 126, 0, 126)
                .hasSize(4 + 126);
        assertThat(WebSocketFrames.text(new byte[65_535]))
                .startsWith(0x81, 126, 0xFF, 0xFF)
                .hasSize(4 + 65_535);
        assertThat(WebSocketFrames.text(new byte[65_536]))
                .startsWith(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0)
                .hasSize(10 + 65_536);
    }

    @Test
    void pingsAndPongsAreWhatTheyAre() {
        assertThat(decoded(WebSocketFrames.ping())).isInstanceOf(PingWebSocketFrame.class);
        WebSocketFrame pong = decoded(WebSocketFrames.pong("?".repeat(125).getBytes(UTF_8)));
        assertThat(pong).isInstanceOf(PongWebSocketFrame.class);
        assertThat(content(pong)).hasSize(125).containsOnly('?');
        assertThatThrownBy(() -> WebSocketFrames.pong(new byte[126])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCloseTellsItsCodeAndWhy() {
        CloseWebSocketFrame close = (CloseWebSocketFrame) decoded(WebSocketFrames.close(1009, "zu groß"));
        assertThat(close.statusCode()).isEqualTo(1009);
        assertThat(close.reasonText()).isEqualTo("zu groß");
        assertThat(((CloseWebSocketFrame) decoded(WebSocketFrames.close())).statusCode())
                .isEqualTo(-1);
        assertThatThrownBy(() -> WebSocketFrames.close(1000, "x".repeat(124)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A lock, or a codec that needs one, would be one for all members of all rooms. */
    @Test
    void nothingIsSharedByThoseWhoEncode() {
        assertThat(Stream.of(WebSocketFrames.class.getDeclaredFields())
                        .filter(field -> !field.isSynthetic())
                        .filter(field -> !Modifier.isFinal(field.getModifiers())
                                || !field.getType().isPrimitive())
                        .map(Field::getName))
                .as("state, such as a " + Lock.class.getSimpleName())
                .isEmpty();
    }
}
