package dev.netkit.chat.dialect;

import dev.netkit.chat.delivery.MemberWriter;
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
    /** So many pings without an answer. */
    private static final int MOST_PINGS = 3;

    private static final int MOST_READ = 2 * 1024;

    private final Connection connection;
    private final HttpEngine engine;
    private final MemberWriter writer;
    private final Duration ping;
    private final byte[] bytes = new byte[MOST_READ];
    private final Queue<Object> frames = new ArrayDeque<>(1);
    private int pings;
    private boolean begun;
    private Optional<byte[]> lastFrame = Optional.empty();

    /** @param ping so long after the last word a sign of life is asked for */
    WebSocketReader(Connection connection, HttpEngine engine, MemberWriter writer, Duration ping) {
        this.connection = connection;
        this.engine = engine;
        this.writer = writer;
        this.ping = ping;
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
            Object next = frames.remove();
            try {
                if (next instanceof WebSocketException broken) {
                    throw broken(broken);
                }
                if (next instanceof TextWebSocketFrame text) {
                    return Optional.of(text(text));
                }
                if (!answer(next)) {
                    return Optional.empty();
                }
            } finally {
                ReferenceCountUtil.release(next);
            }
        }
    }

    private WebSocketException broken(WebSocketException reason) {
        lastFrame = Optional.of(WebSocketFrames.close(reason.code(), reason.getMessage()));
        return reason;
    }

    /** Lets go of what came after the end. */
    @Override
    public void close() {
        frames.forEach(ReferenceCountUtil::release);
        frames.clear();
    }

    /** What is to be sent when nothing else will be: why it is over. */
    byte[] lastFrame() {
        return lastFrame.orElseGet(() -> CloseCode.frame(connection.cutReason().orElse(EndReason.CLOSED)));
    }

    /** Something is wrong on this side, and that is why it is over. */
    void failed() {
        lastFrame = Optional.of(CloseCode.frame(EndReason.INTERNAL_ERROR));
    }

    private byte[] text(WebSocketFrame frame) {
        byte[] text = ByteBufUtil.getBytes(frame.content());
        connection.listener().trace(connection.peer(), Direction.IN, "WebSocket text", text);
        return text;
    }

    /** False if that was the end. */
    private boolean answer(Object frame) {
        if (frame instanceof PingWebSocketFrame ping) {
            writer.send(List.of(WebSocketFrames.pong(ByteBufUtil.getBytes(ping.content()))));
        } else if (frame instanceof CloseWebSocketFrame close) {
            lastFrame = Optional.of(echo(close.statusCode()));
            return false;
        } else if (frame instanceof BinaryWebSocketFrame) {
            lastFrame = Optional.of(CloseCode.UNSUPPORTED.frame("text only"));
            return false;
        }
        return true;
    }

    /** A client that closes is answered in kind. */
    private static byte[] echo(int code) {
        return code < 0 ? WebSocketFrames.close() : WebSocketFrames.close(code, "");
    }

    /** Takes what comes; false at the end of the stream. */
    private boolean read() throws IOException {
        connection.readTimeout(ping);
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

    private void take(int n) {
        List<Object> messages = engine.feed(bytes, n);
        frames.addAll(messages);
        watch(!messages.isEmpty() && !engine.isInsideMessage());
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
