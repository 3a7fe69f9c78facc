package dev.netkit.chat.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.locks.ReentrantLock;

/** The frames that a server sends (RFC 6455, section 5): without a mask, so that one encoding serves everybody. */
public final class WebSocketFrames {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final EmbeddedChannel ENCODER = encoder();

    private WebSocketFrames() {}

    private static EmbeddedChannel encoder() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.config().setAllocator(new UnpooledByteBufAllocator(false));
        channel.pipeline().addLast(new WebSocket13FrameEncoder(false));
        return channel;
    }

    /** A whole text message. */
    public static byte[] text(byte[] utf8) {
        return encode(new TextWebSocketFrame(Unpooled.wrappedBuffer(utf8)));
    }

    public static byte[] ping() {
        return encode(new PingWebSocketFrame());
    }

    /** The answer to a ping that held these bytes. */
    public static byte[] pong(byte[] same) {
        return encode(new PongWebSocketFrame(Unpooled.wrappedBuffer(same)));
    }

    /** @param code of RFC 6455, section 7.4 */
    public static byte[] close(int code, String reason) {
        return encode(new CloseWebSocketFrame(code, reason));
    }

    private static byte[] encode(WebSocketFrame frame) {
        LOCK.lock();
        try {
            ENCODER.writeOutbound(frame);
            ByteBuf all = Unpooled.buffer();
            for (ByteBuf part = ENCODER.readOutbound(); part != null; part = ENCODER.readOutbound()) {
                all.writeBytes(part);
                part.release();
            }
            byte[] bytes = new byte[all.readableBytes()];
            all.readBytes(bytes);
            return bytes;
        } finally {
            LOCK.unlock();
        }
    }
}
