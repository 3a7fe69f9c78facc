package dev.netkit.chat.client.line;

import dev.netkit.common.net.ConnectFailedException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Opens WebSockets with the JDK's client, which nobody else needs: it is loaded with this class. Its threads are daemons
 * that end soon after the last connection.
 */
public final class WebSocketConnector {
    private final HttpClient http = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(threads())
            .build();

    private static Executor threads() {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "netkit-websocket");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Blocks until the handshake is done.
     *
     * @param limit of a message, in characters
     * @throws java.net.UnknownHostException if the name has no address
     * @throws ConnectFailedException if nobody answers there
     * @throws ProtocolException if who answers there does not speak WebSocket
     */
    public WebSocketLine connect(URI uri, Endpoint server, Patience patience, int limit, ServiceListener events)
            throws IOException {
        InetSocketAddress peer = server.resolve().get(0);
        WebSocketLine line = new WebSocketLine(peer, limit, patience.write(), events);
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (!patience.connect().isZero()) {
            builder.connectTimeout(patience.connect());
        }
        line.open(await(builder.buildAsync(uri, line), uri, server));
        if (events.wants(Detail.ACTIVITY)) {
            events.on(new ServiceEvent.Connected(peer));
        }
        return line;
    }

    private static WebSocket await(CompletableFuture<WebSocket> handshake, URI uri, Endpoint server)
            throws IOException {
        try {
            return handshake.get();
        } catch (ExecutionException e) {
            throw WebSocketTrouble.explained(e.getCause(), uri, server);
        } catch (InterruptedException e) {
            handshake.thenAccept(WebSocket::abort);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
