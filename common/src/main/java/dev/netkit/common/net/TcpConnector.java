package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Opens connections as a client. */
public final class TcpConnector {
    private TcpConnector() {}

    /**
     * Connects to the first of the host's addresses that answers; blocks up to {@code timeout} for each, 0 = as long as
     * the system tries.
     *
     * @throws java.net.UnknownHostException if the name has no address
     * @throws ConnectFailedException if no address answers
     */
    public static Connection connect(Endpoint endpoint, Duration timeout, ServiceListener listener) throws IOException {
        return connect(endpoint, timeout, listener, () -> 0);
    }

    /**
     * As {@link #connect(Endpoint, Duration, ServiceListener)}; a write on the connection that is stuck for longer than
     * {@code write}, because the peer does not read, ends it with a {@link StuckWriteException}. 0 = it never does.
     */
    public static Connection connect(Endpoint endpoint, Duration timeout, Duration write, ServiceListener listener)
            throws IOException {
        Watchdog watchdog = new Watchdog(new ConnectionLimits(Duration.ZERO, Duration.ZERO, write));
        try {
            Connection connection = connect(endpoint, timeout, listener, watchdog::now);
            connection.whenClosed(watchdog::close);
            watchdog.add(connection);
            return connection;
        } catch (IOException | RuntimeException e) {
            watchdog.close();
            throw e;
        }
    }

    private static Connection connect(Endpoint endpoint, Duration timeout, ServiceListener listener, LongSupplier clock)
            throws IOException {
        IOException last = null;
        for (InetSocketAddress address : endpoint.resolve()) {
            try {
                Connection connection = new Connection(
                        open(address, timeout), listener, ServiceMeter.NONE, clock, TcpConnector::onPlatform);
                if (listener.wants(Detail.ACTIVITY)) {
                    listener.on(new ServiceEvent.Connected(connection.peer()));
                }
                return connection;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new ConnectFailedException(endpoint, last);
    }

    private static SocketChannel open(InetSocketAddress address, Duration timeout) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(address, TimeLimits.millis(timeout));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A client has few threads; those inside a socket call on a virtual one would hold up the end of the program. */
    private static void onPlatform(Runnable task) {
        Thread thread = new Thread(task, "netkit-connection");
        thread.setDaemon(true);
        thread.start();
    }
}
