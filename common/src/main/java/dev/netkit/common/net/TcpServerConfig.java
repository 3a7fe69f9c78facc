package dev.netkit.common.net;

import java.time.Duration;
import java.util.List;

/**
 * How a {@link TcpServer} listens and what it allows.
 *
 * @param service the service's name in events, such as {@code echo}
 * @param listen where, at least one; all of them share the limits
 * @param maxConnections how many connections are served at once, at least 1; the next ones wait unaccepted
 * @param once whether to leave after the first connection
 * @param drain how long connections under way may go on after {@link Server#stop()}
 */
public record TcpServerConfig(
        String service,
        List<ListenAddress> listen,
        int maxConnections,
        boolean once,
        ConnectionLimits limits,
        Duration drain) {
    public static final int DEFAULT_MAX_CONNECTIONS = 10_000;
    public static final Duration DEFAULT_DRAIN = Duration.ofSeconds(5);

    public TcpServerConfig {
        listen = List.copyOf(listen);
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("a server listens somewhere");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("a server needs room for at least one connection");
        }
    }

    /** The defaults on that address. */
    public static TcpServerConfig of(String service, ListenAddress listen) {
        return of(service, List.of(listen));
    }

    /** The defaults on those addresses. */
    public static TcpServerConfig of(String service, List<ListenAddress> listen) {
        return new TcpServerConfig(
                service, listen, DEFAULT_MAX_CONNECTIONS, false, ConnectionLimits.DEFAULT, DEFAULT_DRAIN);
    }

    public TcpServerConfig withMaxConnections(int count) {
        return new TcpServerConfig(service, listen, count, once, limits, drain);
    }

    public TcpServerConfig withOnce(boolean leaveAfterFirst) {
        return new TcpServerConfig(service, listen, maxConnections, leaveAfterFirst, limits, drain);
    }

    public TcpServerConfig withLimits(ConnectionLimits other) {
        return new TcpServerConfig(service, listen, maxConnections, once, other, drain);
    }

    public TcpServerConfig withDrain(Duration longest) {
        return new TcpServerConfig(service, listen, maxConnections, once, limits, longest);
    }
}
