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
 * a limit to the connections of a port, and a stop that lets what is under way end. Deadlines and limit are the whole
 * JVM's, because its properties are.
 */
public final class HttpEntrance implements Server {
    /** How many connections one port has at a time, idle ones too; one too many is closed at once. */
    public static final int MOST_CONNECTIONS = 500;

    private static final int BACKLOG = 1024;

    /** Seconds, and connections; what the user has set stands. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "5",
            "sun.net.httpserver.idleInterval", "10",
            "jdk.httpserver.maxConnections", String.valueOf(MOST_CONNECTIONS),
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
     * @param config where to listen, the first address only, how many requests are read and answered at once, and how
     *     long those under way may take after {@link #stop()}
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
