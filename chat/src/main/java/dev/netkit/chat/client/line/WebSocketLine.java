package dev.netkit.chat.client.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A line that is a WebSocket (RFC 6455): whole text messages both ways. The next message is asked for only when the one
 * before it was taken, so that a server that talks too much waits instead of filling the memory.
 */
public final class WebSocketLine implements Line, WebSocket.Listener {
    private static final int NORMAL = 1000;
    private static final int NO_CODE = 1005;
    private static final int LOST = 1006;

    /** What the server may close with because it stops, restarts, or has too much to do. */
    private static final int GOING_AWAY = 1001;

    /** What it puts us out with, for something that is no breach of the protocol. */
    private static final int POLICY = 1008;

    private static final int TROUBLE_OF_ITS_OWN = 1011;
    private static final int RESTART = 1012;
    private static final int TRY_LATER = 1013;

    /** What comes through it. */
    public sealed interface Arrival {
        record Text(byte[] utf8) implements Arrival {}

        /** The server has answered a ping. */
        record Pong() implements Arrival {}

        /** We have said our name; this comes from this side. */
        record Named() implements Arrival {}

        record Closed(int code, String reason) implements Arrival {}

        record Failed(Throwable why) implements Arrival {}
    }

    private final InetSocketAddress peer;
    private final int limit;
    private final Duration write;
    private final ServiceListener events;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final StringBuilder begun = new StringBuilder(); // of the listener's calls, which come one by one
    private volatile WebSocket socket;
    private volatile long received;
    private volatile long sent;

    /**
     * @param limit of a message, in characters
     * @param write how long a write may be stuck; zero = for ever
     */
    WebSocketLine(InetSocketAddress peer, int limit, Duration write, ServiceListener events) {
        this.peer = peer;
        this.limit = limit;
        this.write = write;
        this.events = events;
    }

    /** Who is told what goes through it. */
    public ServiceListener events() {
        return events;
    }

    /** This is what it goes through; before that it is of no use. */
    void open(WebSocket opened) {
        socket = opened;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        if (begun.length() + part.length() > limit) {
            arrivals.add(new Arrival.Failed(new ProtocolException("a message of more than " + limit + " characters")));
            return null;
        }
        begun.append(part);
        if (last) {
            byte[] utf8 = begun.toString().getBytes(UTF_8);
            begun.setLength(0);
            received += utf8.length;
            if (events.wants(Detail.ACTIVITY)) {
                events.on(new ServiceEvent.Received(peer, utf8.length));
            }
            arrivals.add(new Arrival.Text(utf8));
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        arrivals.add(new Arrival.Failed(new ProtocolException("a binary message, where only text is spoken")));
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        arrivals.add(new Arrival.Pong());
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        arrivals.add(new Arrival.Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable why) {
        arrivals.add(new Arrival.Failed(why));
    }

    /** Has {@link #receive} return something that has not come through it. */
    public void hear(Arrival.Named own) {
        arrivals.add(own);
    }

    /**
     * Blocks for what comes next; empty at the end.
     *
     * @throws ProtocolException if one of the two has broken the rules
     * @throws PutOutException if the server does not want us any more
     */
    public Optional<Arrival> receive() throws IOException {
        Arrival arrival = take();
        if (arrival instanceof Arrival.Closed closed) {
            return closed(closed);
        }
        if (arrival instanceof Arrival.Failed failed) {
            throw failure(failed.why());
        }
        if (!(arrival instanceof Arrival.Named)) {
            socket.request(1);
        }
        return Optional.of(arrival);
    }

    private Arrival take() throws InterruptedIOException {
        try {
            return arrivals.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private static Optional<Arrival> closed(Arrival.Closed closed) throws ProtocolException, PutOutException {
        return switch (closed.code()) {
            case NORMAL, NO_CODE, GOING_AWAY, LOST, TROUBLE_OF_ITS_OWN, RESTART, TRY_LATER -> Optional.empty();
            case POLICY -> throw new PutOutException(closed.reason());
            default ->
                throw new ProtocolException("the server closed the WebSocket with " + closed.code()
                        + (closed.reason().isEmpty() ? "" : ": " + closed.reason()));
        };
    }

    private static IOException failure(Throwable why) {
        return why instanceof IOException io ? io : new IOException(why.toString(), why);
    }

    /** Sends a text message; blocks until the system has it. */
    public void send(byte[] utf8) throws IOException {
        await(socket.sendText(new String(utf8, UTF_8), true));
        sent += utf8.length;
        if (events.wants(Detail.ACTIVITY)) {
            events.on(new ServiceEvent.Sent(peer, utf8.length));
        }
    }

    /** Asks for a sign of life; blocks as {@link #send} does. */
    public void ping() throws IOException {
        await(socket.sendPing(ByteBuffer.allocate(0)));
    }

    private void await(CompletableFuture<WebSocket> sending) throws IOException {
        try {
            if (write.isZero()) {
                sending.get();
            } else {
                sending.get(write.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("the other side has stopped reading");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public InetSocketAddress peer() {
        return peer;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public long sent() {
        return sent;
    }

    /** The closing handshake; that the server has begun it before is no failure. */
    @Override
    public void endOutput() {
        if (!socket.isOutputClosed()) {
            socket.sendClose(NORMAL, "");
        }
    }

    @Override
    public void cut(EndReason reason) {
        close();
        arrivals.add(new Arrival.Failed(new IOException(reason.text())));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
