package dev.netkit.chat.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection's HTTP, and after an upgrade its WebSocket, without the connection: it is given the bytes that came, and
 * gives those that are to go. Not for use by two threads at once.
 */
public final class HttpEngine implements Closeable {
    private static final int LONGEST_LINE = 4 * 1024;
    private static final int LONGEST_HEADERS = 16 * 1024;

    /** Nobody has anything to upload here. */
    private static final int LONGEST_BODY = 1024;

    private final EmbeddedChannel channel;
    private final FragmentWatch fragments = new FragmentWatch();

    public HttpEngine() {
        HttpDecoderConfig limits = new HttpDecoderConfig()
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setInitialBufferSize(256);
        channel = new EmbeddedChannel();
        channel.config().setAllocator(new UnpooledByteBufAllocator(false));
        channel.pipeline().addLast(new HttpServerCodec(limits), new WholeRequests(LONGEST_BODY));
    }

    /**
     * Takes bytes that came.
     *
     * @return the requests, or after an upgrade the WebSocket messages, that are whole now, the caller's to release; where
     *     they break WebSocket's rules there is a {@link WebSocketException} among them, and what follows it means nothing
     */
    public List<Object> feed(byte[] bytes, int length) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, length));
        List<Object> messages = new ArrayList<>(1);
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            messages.add(message);
        }
        return messages;
    }

    /** Encodes a response; {@link #outgoing} has its bytes. */
    public void respond(FullHttpResponse response) {
        channel.writeOutbound(response);
    }

    /**
     * Turns HTTP into WebSocket, as the request asks for; {@link #outgoing} has the answer.
     *
     * @param limit of a message, in bytes
     * @return false if the request's version of WebSocket is another
     * @throws WebSocketException if it is no handshake
     */
    public boolean upgrade(FullHttpRequest request, String url, int limit) throws WebSocketException {
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limit)
                .closeOnProtocolViolation(false) // it is told, and then closed, by whoever owns the connection
                .build();
        Optional<WebSocketServerHandshaker> handshaker =
                Optional.ofNullable(new WebSocketServerHandshakerFactory(url, null, config).newHandshaker(request));
        if (handshaker.isEmpty()) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
            return false;
        }
        try {
            handshaker.get().handshake(channel, request);
        } catch (WebSocketHandshakeException e) {
            throw new WebSocketException(WebSocketCloseStatus.PROTOCOL_ERROR, e.getMessage());
        }
        channel.pipeline()
                .addLast(
                        fragments,
                        new WebSocketFrameAggregator(limit),
                        new Utf8FrameValidator(false),
                        new FaultsInPlace());
        return true;
    }

    /** Takes the bytes that are to go. */
    public byte[] outgoing() {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    /** Whether a WebSocket message in fragments has begun and not ended. */
    public boolean isInsideMessage() {
        return fragments.isInside();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
