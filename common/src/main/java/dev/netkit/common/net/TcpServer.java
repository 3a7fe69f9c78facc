package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts TCP connections and gives each to a handler on a thread of its own; knows no protocol. A permit is taken
 * before a connection is accepted, so that one too many waits in the system's queue and costs nothing here.
 */
public final class TcpServer implements Server {
    private static final int MOST_CONNECTIONS = 1 << 30; // leaves room for the permit that stop() adds
    private static final long PAUSE_AFTER_FAILED_ACCEPT = TimeUnit.MILLISECONDS.toNanos(100);

    private final TcpServerConfig config;
    private final ServiceListener listener;
    private final ServiceMeter meter;
    private final ListeningSockets sockets;
    private final ConnectionThreads threads = new ConnectionThreads();
    private final ConnectionRunner runner;
    private final Watchdog watchdog;
    private final ConnectionTraffic traffic;
    private final Semaphore permits;
    private volatile boolean stopping;
    private boolean acceptFailing;

    private TcpServer(TcpServerConfig config, ConnectionHandler handler, ServiceListener listener) throws IOException {
        this.config = config;
        this.listener = listener;
        this.meter = listener.meter(config.service());
        this.sockets = new ListeningSockets(config.listen());
        this.runner = new ConnectionRunner(handler);
        this.watchdog = new Watchdog(config.limits());
        this.traffic = new ConnectionTraffic(watchdog.connections(), config.maxConnections());
        this.permits = new Semaphore(Math.min(config.maxConnections(), MOST_CONNECTIONS));
    }

    /**
     * Opens the port, or the ports; {@link #serve()} then accepts.
     *
     * @throws CannotListenException if the address cannot be had
     */
    public static TcpServer open(TcpServerConfig config, ConnectionHandler handler, ServiceListener listener)
            throws IOException {
        listener.on(new ServiceEvent.Starting(config.service()));
        TcpServer server = new TcpServer(config, handler, listener);
        server.meter.opened(server.traffic);
        server.sockets
                .addresses()
                .forEach(address -> listener.on(new ServiceEvent.Listening(config.service(), address)));
        return server;
    }

    @Override
    public InetSocketAddress address() {
        return sockets.addresses().get(0);
    }

    @Override
    public void serve() throws IOException {
        try {
            while (!stopping) {
                permits.acquireUninterruptibly();
                boolean accepted = acceptOne();
                if (!accepted) {
                    permits.release();
                } else if (config.once()) {
                    break;
                }
            }
        } finally {
            finish();
        }
    }

    @Override
    public void stop() {
        stopping = true;
        sockets.close();
        permits.release(); // wakes an accept loop that waits for a connection to end
    }

    private boolean acceptOne() {
        if (stopping) {
            return false;
        }
        try {
            SocketChannel channel = sockets.accept();
            acceptFailing = false;
            return start(channel);
        } catch (IOException e) {
            if (!stopping) {
                acceptFailed(e);
            }
            return false;
        }
    }

    /** Gives the channel to a thread; false if the peer is gone again or there is no thread to be had. */
    private boolean start(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            KeepAlive.switchOn(channel);
            return start(new Connection(channel, listener, meter, watchdog::now, threads));
        } catch (IOException e) {
            close(channel); // the peer has already left
            return false;
        }
    }

    private boolean start(Connection connection) {
        watchdog.add(connection); // before its thread runs, so that a stop never overlooks it
        try {
            traffic.began();
            threads.execute(() -> run(connection));
            return true;
        } catch (OutOfMemoryError e) {
            watchdog.remove(connection);
            traffic.ended(connection, EndReason.INTERNAL_ERROR);
            connection.close();
            listener.on(ServiceEvent.Problem.of("cannot serve a connection", e));
            return false;
        }
    }

    private void run(Connection connection) {
        EndReason reason = EndReason.INTERNAL_ERROR;
        try {
            if (listener.wants(Detail.ACTIVITY)) {
                listener.on(new ServiceEvent.Connected(connection.peer()));
            }
            reason = runner.run(connection);
        } finally {
            watchdog.remove(connection);
            traffic.ended(connection, reason);
            permits.release();
        }
    }

    /** Out of descriptors, most likely: connections that end give some back, so wait a little and go on. */
    private void acceptFailed(IOException e) {
        if (!acceptFailing) {
            listener.on(ServiceEvent.Problem.of("cannot accept a connection", e));
            acceptFailing = true;
        }
        LockSupport.parkNanos(PAUSE_AFTER_FAILED_ACCEPT);
    }

    private void finish() {
        sockets.close();
        new Drain(watchdog, () -> stopping || !config.once()).await(config.drain());
        watchdog.close();
        threads.close();
        listener.on(new ServiceEvent.Stopped(config.service()));
    }

    private static void close(Closeable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is given back all the same.
        }
    }
}
