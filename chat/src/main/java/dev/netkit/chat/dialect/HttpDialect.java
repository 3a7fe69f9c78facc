package dev.netkit.chat.dialect;

import dev.netkit.chat.hall.Entrance;
import dev.netkit.chat.hall.Participant;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.chat.web.HttpEngine;
import dev.netkit.chat.web.Upgrade;
import dev.netkit.chat.web.WebNames;
import dev.netkit.chat.web.WebSite;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.AnswerTimeoutException;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceMeter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

/** HTTP: the page, and WebSocket, whose clients are members as all others are. */
public final class HttpDialect implements Dialect {
    /** From one answer to the end of the next request. */
    private static final Duration REQUEST = Duration.ofSeconds(30);

    /** How long a client that is told why it has to go may take to read that, and to stop sending. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private static final int MOST_READ = 8 * 1024;

    private final Entrance entrance;
    private final Duration ping;
    private final Duration request;
    private final WebNames names;
    private final WebSite site;
    private final NativeWords words;
    private final Optional<EnvelopeEncoder> sealed;

    /** @param patience with a client's first byte, for which a request is given no more time, and with its silence */
    public HttpDialect(Entrance entrance, WebNames names, Optional<MessageSeal> seal, ServerPatience patience) {
        this.entrance = entrance;
        this.names = names;
        this.ping = patience.ping();
        this.request = patience.firstByte().compareTo(REQUEST) < 0 ? patience.firstByte() : REQUEST;
        this.site = new WebSite(seal.isPresent(), names);
        this.words = NativeWords.of(new WebSocketCarrier(NativeDialect.REPLIES));
        this.sealed = seal.map(key -> new EnvelopeEncoder(new SealedEnvelopes(key), entrance.clock()));
    }

    @Override
    public boolean beginsWith(int firstByte) {
        return firstByte >= 'A' && firstByte <= 'Z';
    }

    @Override
    public void converse(Connection connection) throws IOException {
        try (HttpEngine engine = new HttpEngine()) {
            if (serve(connection, engine)) {
                connection.readDeadline(Duration.ZERO);
                join(connection, engine);
            }
            awaitEnd(connection);
        } catch (AnswerTimeoutException e) {
            connection.cut(EndReason.IDLE);
        } catch (ProtocolException e) {
            awaitEnd(connection);
            throw e;
        }
    }

    /** To close while the client still sends would have its system throw away what it was told last. */
    private static void awaitEnd(Connection connection) {
        try {
            connection.frameEnded();
            connection.endOutput();
            connection.readDeadline(LAST_WORDS);
            connection.input().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It had its time, or is gone.
        }
    }

    /** Answers requests; true once one has become a WebSocket. */
    private boolean serve(Connection connection, HttpEngine engine) throws IOException {
        Queue<FullHttpRequest> waiting = new ArrayDeque<>(1);
        try {
            while (true) {
                connection.readDeadline(request);
                if (!receive(connection, engine, waiting)) {
                    return false;
                }
                Optional<Boolean> over = answerFirst(connection, engine, waiting);
                if (over.isPresent()) {
                    return over.get();
                }
            }
        } finally {
            waiting.forEach(FullHttpRequest::release);
        }
    }

    private Optional<Boolean> answerFirst(Connection connection, HttpEngine engine, Queue<FullHttpRequest> waiting)
            throws IOException {
        FullHttpRequest first = waiting.remove();
        try {
            return answer(connection, engine, first);
        } finally {
            first.release();
        }
    }

    /** Blocks until a request waits, of which several may come at once; false if none will. */
    private static boolean receive(Connection connection, HttpEngine engine, Queue<FullHttpRequest> waiting)
            throws IOException {
        byte[] bytes = new byte[MOST_READ];
        while (waiting.isEmpty()) {
            int n = connection.input().read(bytes, 0, bytes.length);
            if (n < 0) {
                return false;
            }
            engine.feed(bytes, n).forEach(message -> waiting.add((FullHttpRequest) message));
        }
        return true;
    }

    /** Empty if the next request may come, else whether this one has become a WebSocket. */
    private Optional<Boolean> answer(Connection connection, HttpEngine engine, FullHttpRequest request)
            throws IOException {
        if (Upgrade.isWanted(request)) {
            Optional<FullHttpResponse> refusal = Upgrade.refusal(request, names);
            if (refusal.isEmpty()) {
                boolean upgraded = engine.upgrade(request, Upgrade.PATH, frameLimit());
                flush(connection, engine);
                return Optional.of(upgraded);
            }
            return respond(connection, engine, request, refusal.get());
        }
        Optional<Boolean> over = respond(connection, engine, request, site.answer(request, connection.local()));
        if (request.decoderResult().isFailure()) {
            throw new ProtocolException("what begins like HTTP cannot be taken");
        }
        return over;
    }

    private int frameLimit() {
        return sealed.isPresent() ? 2 * ChatFormat.WEB_MESSAGE_LIMIT : ChatFormat.WEB_MESSAGE_LIMIT;
    }

    private static Optional<Boolean> respond(
            Connection connection, HttpEngine engine, FullHttpRequest request, FullHttpResponse response)
            throws IOException {
        boolean more = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        HttpUtil.setKeepAlive(response, more);
        if (response.headers().contains(HttpHeaderNames.UPGRADE)) {
            response.headers().add(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        }
        engine.respond(response);
        flush(connection, engine);
        return more ? Optional.empty() : Optional.of(false);
    }

    private static void flush(Connection connection, HttpEngine engine) throws IOException {
        byte[] bytes = engine.outgoing();
        if (bytes.length > 0) {
            connection.output().write(bytes);
        }
    }

    private void join(Connection connection, HttpEngine engine) throws IOException {
        DialectEncoder encoder = sealed.isPresent() ? sealed.get() : words.plain();
        AtomicReference<WebSocketReader> reader = new AtomicReference<>();
        try {
            entrance.admit(connection, encoder, participant -> {
                reader.set(new WebSocketReader(
                        connection, engine, participant.member().writer(), ping));
                converse(participant, reader.get());
            });
        } catch (RuntimeException | Error e) {
            Optional.ofNullable(reader.get()).ifPresent(WebSocketReader::failed);
            throw e;
        } finally {
            sayLast(connection, reader.get());
            Optional.ofNullable(reader.get()).ifPresent(WebSocketReader::close);
        }
    }

    private void converse(Participant participant, WebSocketReader reader) throws IOException {
        if (sealed.isPresent()) {
            new EnvelopeConversation(participant, sealed.get()).run(reader::next);
        } else {
            new NativeConversation(participant, words)
                    .run(requests(reader, participant.member().meter()));
        }
    }

    /** Nothing may follow what closes a WebSocket, so it goes when the member has left and was told all. */
    private static void sayLast(Connection connection, WebSocketReader reader) {
        try {
            if (reader != null) {
                connection.output().write(reader.lastFrame());
            }
        } catch (IOException e) {
            // Whoever is gone need not know why.
        }
    }

    private static NativeConversation.Requests requests(WebSocketReader reader, ServiceMeter meter) {
        return () -> {
            Optional<byte[]> text = reader.next();
            text.ifPresent(any -> meter.came());
            return text.isEmpty() ? Optional.empty() : Optional.of(NativeDialect.REQUESTS.decode(text.get()));
        };
    }
}
