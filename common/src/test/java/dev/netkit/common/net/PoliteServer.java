package dev.netkit.common.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Consumer;

/**
 * A plain listening socket on a free port of loopback, without any of netkit's own code, for tests of clients: nothing
 * blocks for longer than half a minute, and failures are unchecked.
 */
public final class PoliteServer implements Closeable {
    private static final int BACKLOG = 50;

    private final ServerSocket socket;

    private PoliteServer() {
        try {
            socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PolitePeer.PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PoliteServer listen() {
        return new PoliteServer();
    }

    /** Says to the first client what the script has it say, on a thread of its own, and closes. */
    public static PoliteServer playing(Consumer<PolitePeer> script) {
        PoliteServer server = new PoliteServer();
        Thread thread = new Thread(() -> server.play(script), "polite-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void play(Consumer<PolitePeer> script) {
        try (PolitePeer client = accept()) {
            script.accept(client);
        } catch (UncheckedIOException e) {
            // The client has left, or none came: what it says of that is the test's.
        }
    }

    /** Where nobody listens any more. */
    public static InetSocketAddress nobody() {
        try (PoliteServer closed = listen()) {
            return closed.address();
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public Endpoint endpoint() {
        return Endpoint.of(address());
    }

    /** Blocks for the next client. */
    public PolitePeer accept() {
        try {
            return new PolitePeer(socket.accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
