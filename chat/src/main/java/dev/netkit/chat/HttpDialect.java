package dev.netkit.chat;

import dev.netkit.chat.web.HttpEngine;
import dev.netkit.chat.web.Upgrade;
import dev.netkit.chat.web.WebSite;
import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.AnswerTimeoutException;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;

/** HTTP: the page, and WebSocket, whose clients are members as all others are. */
final class HttpDialect implements Dialect {
    /** From one answer to the end of the next request. */
    private static final Duration REQUEST = Duration.ofSeconds(30);

    private static final int MOST_READ = 8 * 1024;

    private final Entrance entrance;
    private final int messageLimit;
    private final WebSite site;
    private final NativeWords words;
    private final Optional<EnvelopeEncoder> sealed;

    HttpDialect(Entrance entrance, int messageLimit, Optional<MessageSeal> seal) {
        this.entrance = entrance;
        this.messageLimit = messageLimit;
        this.site = new WebSite(seal.isPresent());
        this.words = NativeWords.of(new WebSocketCarrier(NativeDialect.REPLIES));
        this.sealed = seal.map(key ->
                new EnvelopeEncoder(new SealedEnvelopes(key), entrance.hall().clock()));
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
        } catch (AnswerTimeoutException e) {
            connection.cut(EndReason.IDLE);
        }
    }

    /** Answers requests; true once one has become a WebSocket. */
    private boolean serve(Connection connection, HttpEngine engine) throws IOException {
        byte[] bytes = new byte[MOST_READ];
        while (true) {
            connection.readDeadline(REQUEST);
            Optional<FullHttpRequest> request = request(connection, engine, bytes);
            if (request.isEmpty()) {
                return false;
            }
            try {
                Optional<Boolean> over = answer(connection, engine, request.get());
                if (over.isPresent()) {
                    return over.get();
                }
            } finally {
                request.get().release();
            }
        }
    }

    private Optional<FullHttpRequest> request(Connection connection, HttpEngine engine, byte[] bytes)
            throws IOException {
        while (true) {
            int n = connection.input().read(bytes, 0, bytes.length);
            if (n < 0 || engine.isOver()) {
                return Optional.empty();
            }
            var requests = engine.feed(bytes, n);
            flush(connection, engine); // what the codec itself has to say
            if (!requests.isEmpty()) {
                return Optional.of((FullHttpRequest) requests.get(0));
            }
        }
    }

    /** Empty if the next request may come, else whether this one has become a WebSocket. */
    private Optional<Boolean> answer(Connection connection, HttpEngine engine, FullHttpRequest request)
            throws IOException {
        if (Upgrade.isWanted(request)) {
            Optional<FullHttpResponse> refusal = Upgrade.refusal(request);
            if (refusal.isEmpty()) {
                boolean upgraded = engine.upgrade(request, Upgrade.PATH, frameLimit());
                flush(connection, engine);
                return Optional.of(upgraded);
            }
            return respond(connection, engine, request, refusal.get());
        }
        Optional<Boolean> over = respond(connection, engine, request, site.answer(request));
        if (request.decoderResult().isFailure()) {
            throw new ProtocolException("what begins like HTTP is none");
        }
        return over;
    }

    private int frameLimit() {
        return sealed.isPresent() ? 2 * messageLimit : messageLimit;
    }

    private static Optional<Boolean> respond(
            Connection connection, HttpEngine engine, FullHttpRequest request, FullHttpResponse response)
            throws IOException {
        boolean more = HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess();
        HttpUtil.setKeepAlive(response, more);
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
        entrance.admit(connection, encoder, participant -> {
            WebSocketReader reader = reader(connection, engine, participant);
            if (sealed.isPresent()) {
                new EnvelopeConversation(participant, sealed.get()).run(reader::next);
            } else {
                new NativeConversation(participant, words).run(requests(reader));
            }
            reader.close();
        });
    }

    private static WebSocketReader reader(Connection connection, HttpEngine engine, Participant participant) {
        return new WebSocketReader(connection, engine, participant.member().writer());
    }

    private static NativeConversation.Requests requests(WebSocketReader reader) {
        return () -> {
            Optional<byte[]> text = reader.next();
            return text.isEmpty() ? Optional.empty() : Optional.of(NativeDialect.REQUESTS.decode(text.get()));
        };
    }
}
