package dev.netkit.common.net;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's own HTTP server with netkit's manners: a permit before a request has a thread, a deadline for each request,
 * and a stop that lets what is under way end. The deadlines are the whole JVM's, because its properties are.
 */
public final class HttpEntrance implements Server {
    private static final int BACKLOG = 1024;

    /** Seconds, except for the last one; what the user has set stands. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "5",
            "sun.net.httpserver.idleInterval", "10",
            "sun.net.httpserver.nodelay", "true");

    private final TcpServerConfig config;
    private final ServiceListener listener;
    private final HttpServer server;
    private final ConnectionThreads threads = new ConnectionThreads();
    private final Semaphore permits;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private HttpEntrance(TcpServerConfig config, HttpHandler handler, ServiceListener listener) throws IOException {
        this.config = config;
        this.listener = listener;
        this.permits = new Semaphore(config.maxConnections(), true);
        this.server = HttpServer.create();
        server.createContext("/", handler);
        server.setExecutor(this::execute);
    }

    /**
     * Opens the port; {@link #serve()} then answers.
     *
     * @param config where to listen, the first address only, how many requests are answered at once, and how long those
     *     under way may take after {@link #stop()}
     * @throws CannotListenException if the address cannot be had
     */
    public static HttpEntrance open(TcpServerConfig config, HttpHandler handler, ServiceListener listener)
            throws IOException {
        PROPERTIES.forEach((property, value) -> System.setProperty(property, System.getProperty(property, value)));
        listener.on(new ServiceEvent.Starting(config.service()));
        FirstClose.now();
        HttpEntrance entrance = new HttpEntrance(config, handler, listener);
        config.listen().get(0).bind(address -> entrance.server.bind(address, BACKLOG));
        listener.on(new ServiceEvent.Listening(config.service(), entrance.address()));
        return entrance;
    }

    /** Runs on the thread that accepts, so that one too many waits unaccepted. */
    private void execute(Runnable request) {
        permits.acquireUninterruptibly();
        try {
            threads.execute(() -> run(request));
        } catch (OutOfMemoryError e) {
            permits.release();
            throw new RejectedExecutionException(e);
        }
    }

    private void run(Runnable request) {
        try {
            request.run();
        } finally {
            permits.release();
        }
    }

    @Override
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void serve() {
        server.start();
        try {
            stopped.await();
            permits.tryAcquire(config.maxConnections(), config.drain().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            listener.on(new ServiceEvent.Stopped(config.service()));
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    /** Gives the port back at once. */
    public void close() {
        permits.release(config.maxConnections() - permits.availablePermits()); // frees a thread that waits to accept
        server.stop(0);
        threads.close();
    }
}
