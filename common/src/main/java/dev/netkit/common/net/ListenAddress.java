package dev.netkit.common.net;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param host the address to bind; empty = every address of this machine
 * @param port 0 to 65535; 0 = a free one that the system picks
 * @param autoPort whether a busy port is replaced by the next free one
 */
public record ListenAddress(Optional<InetAddress> host, int port, boolean autoPort) {
    private static final int PORTS_TRIED = 1_000;

    public ListenAddress {
        if (port < 0 || port > Endpoint.MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to " + Endpoint.MAX_PORT);
        }
    }

    public static ListenAddress loopback(int port) {
        return new ListenAddress(Optional.of(InetAddress.getLoopbackAddress()), port, false);
    }

    /** Binds a socket to one address; tried again with other ports while it fails. */
    @FunctionalInterface
    public interface Binder {
        void bind(InetSocketAddress address) throws IOException;
    }

    /**
     * Binds, moving on to the next port while one is busy if that is wanted.
     *
     * @throws CannotListenException if the address cannot be had
     */
    public void bind(Binder binder) throws IOException {
        int last = autoPort && port != 0 ? Math.min(Endpoint.MAX_PORT, port + PORTS_TRIED) : port;
        for (int candidate = port; ; candidate++) {
            InetSocketAddress address = withPort(candidate);
            try {
                binder.bind(address);
                return;
            } catch (BindException e) {
                CannotListenException failure = CannotListenException.explain(address, e);
                if (failure.reason() != CannotListenException.Reason.IN_USE || candidate == last) {
                    throw failure;
                }
            }
        }
    }

    private InetSocketAddress withPort(int candidate) {
        return host.map(address -> new InetSocketAddress(address, candidate))
                .orElseGet(() -> new InetSocketAddress(candidate));
    }
}
