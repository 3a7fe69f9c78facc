package dev.netkit.chat;

import dev.netkit.chat.web.HttpEngine;
import dev.netkit.chat.web.WebSocketException;
import dev.netkit.chat.web.WebSocketFrames;
import dev.netkit.common.net.AnswerTimeoutException;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent.Direction;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * What comes through a WebSocket. Pings are answered, and sent to whoever is silent: a browser's page that was put to sleep
 * and a phone that has left look the same until then.
 */
final class WebSocketReader implements Closeable {
    private static final Duration PING = Duration.ofSeconds(20);

    /** So many pings without an answer. */
    private static final int MOST_PINGS = 3;

    private static final int NORMAL = 1000;
    private static final int UNSUPPORTED = 1003;
    private static final int MOST_READ = 2 * 1024;

    private final Connection connection;
    private final HttpEngine engine;
    private final MemberWriter writer;
    private final byte[] bytes = new byte[MOST_READ];
    private final Queue<WebSocketFrame> frames = new ArrayDeque<>(1);
    private int pings;
    private boolean begun;
    private Optional<byte[]> lastFrame = Optional.empty();

    WebSocketReader(Connection connection, HttpEngine engine, MemberWriter writer) {
        this.connection = connection;
        this.engine = engine;
        this.writer = writer;
    }

    /**
     * Blocks for the next text message; empty when it is over.
     *
     * @throws WebSocketException if the peer broke the rules, which it has been told
     */
    Optional<byte[]> next() throws IOException {
        while (true) {
            while (frames.isEmpty()) {
                if (!read()) {
                    return Optional.empty();
                }
            }
            WebSocketFrame frame = frames.remove();
            try {
                if (frame instanceof TextWebSocketFrame) {
                    return Optional.of(text(frame));
                }
                if (!answer(frame)) {
                    return Optional.empty();
                }
            } finally {
                frame.release();
            }
        }
    }

    /** Lets go of what came after the end. */
    @Override
    public void close() {
        frames.forEach(ReferenceCountUtil::release);
        frames.clear();
    }

    /** What is to be sent when nothing else will be: why it is over. */
    byte[] lastFrame() {
        return lastFrame.orElseGet(() -> WebSocketFrames.close(NORMAL, ""));
    }

    private void close(int code, String reason) {
        lastFrame = Optional.of(WebSocketFrames.close(code, reason));
    }

    private byte[] text(WebSocketFrame frame) {
        byte[] text = ByteBufUtil.getBytes(frame.content());
        connection.listener().trace(connection.peer(), Direction.IN, "WebSocket text", text);
        return text;
    }

    /** False if that was the end. */
    private boolean answer(WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            writer.send(List.of(WebSocketFrames.pong(ByteBufUtil.getBytes(frame.content()))));
        } else if (frame instanceof CloseWebSocketFrame) {
            return false;
        } else if (frame instanceof BinaryWebSocketFrame) {
            close(UNSUPPORTED, "text only");
            return false;
        }
        return true;
    }

    /** Takes what comes; false at the end of the stream. */
    private boolean read() throws IOException {
        connection.readTimeout(PING);
        try {
            int n = connection.input().read(bytes, 0, bytes.length);
            if (n < 0) {
                return false;
            }
            pings = 0;
            take(n);
        } catch (AnswerTimeoutException e) {
            return ping();
        }
        return true;
    }

    private void take(int n) throws WebSocketException {
        try {
            List<Object> messages = engine.feed(bytes, n);
            for (Object message : messages) {
                if (message instanceof WebSocketFrame frame) {
                    frames.add(frame);
                } else {
                    ReferenceCountUtil.release(message);
                }
            }
            watch(!messages.isEmpty() && !engine.isInsideMessage());
        } catch (WebSocketException e) {
            close(e.code(), e.getMessage());
            throw e;
        }
    }

    /** A message that has begun has a deadline, whatever pings come in between. */
    private void watch(boolean whole) {
        if (whole) {
            connection.frameEnded();
            begun = false;
        } else if (!begun) {
            connection.frameBegan();
            begun = true;
        }
    }

    private boolean ping() {
        if (pings++ >= MOST_PINGS) {
            connection.cut(EndReason.IDLE);
            return false;
        }
        writer.send(List.of(WebSocketFrames.ping()));
        return true;
    }
}
