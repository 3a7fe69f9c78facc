package dev.netkit.common.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that serves on a thread of its own while a test talks to it; closing it stops it and waits for its end. */
public final class RunningServer implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Server server;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private RunningServer(Server server) {
        this.server = server;
    }

    /** Lets the server, whose port is open, serve. */
    public static RunningServer start(Server server) {
        RunningServer running = new RunningServer(server);
        Thread thread = new Thread(running::serve, "test-server");
        thread.setDaemon(true);
        thread.start();
        return running;
    }

    /** A service of nothing but this, on a free port of loopback, that gives nobody time when it is stopped. */
    public static RunningServer of(ConnectionHandler handler) throws IOException {
        TcpServerConfig config =
                TcpServerConfig.of("test", ListenAddress.loopback(0)).withDrain(Duration.ZERO);
        return start(TcpServer.open(config, handler, ServiceListener.NONE));
    }

    private void serve() {
        try {
            server.serve();
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    public InetSocketAddress address() {
        return server.address();
    }

    public Endpoint endpoint() {
        return Endpoint.of(address());
    }

    public void stop() {
        server.stop();
    }

    public boolean hasEnded() {
        return end.isDone();
    }

    /** Blocks until the server has ended by itself or was stopped; fails if it does not, or not well. */
    public void awaitEnd() {
        try {
            end.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the server does not end", e);
        } catch (ExecutionException e) {
            throw new AssertionError("the server failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the server ended", e);
        }
    }

    @Override
    public void close() {
        server.stop();
        awaitEnd();
    }
}
