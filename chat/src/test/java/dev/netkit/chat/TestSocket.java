package dev.netkit.chat;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A plain socket for tests: nothing blocks for ever, and failures are unchecked. */
final class TestSocket implements Closeable {
    private final Socket socket = new Socket();
    private final DataInputStream in;

    TestSocket(InetSocketAddress server, int receiveBuffer) {
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(server, (int) ChatFixture.PATIENCE.toMillis());
            socket.setSoTimeout((int) ChatFixture.PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestSocket(InetSocketAddress server) {
        this(server, 0);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** What is read here is not seen by {@link #read(byte[])}. */
    DataInputStream input() {
        return in;
    }

    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One read of the system's, as {@code recv} does it; -1 at the end. */
    int read(byte[] target) {
        try {
            return socket.getInputStream().read(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks until the server ends the connection, whatever it says before. */
    void awaitEnd() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server does not end the connection", e);
        } catch (IOException e) {
            // a reset is an end as well
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
