package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A plain client without any of netkit's own code, for tests: text is one character a byte, and nothing blocks for
 * longer than five seconds. Failures are unchecked, so that it can be used inside of lambdas.
 */
public final class PolitePeer implements Closeable {
    private static final int PATIENCE_MILLIS = 5_000;

    private final Socket socket;

    private PolitePeer(Socket socket) {
        this.socket = socket;
    }

    public static PolitePeer connect(InetSocketAddress server) {
        try {
            Socket socket = new Socket();
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return new PolitePeer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public void send(String text) {
        send(text.getBytes(ISO_8859_1));
    }

    public void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks until so many bytes have come; fails if the stream ends before. */
    public String receive(int count) {
        return new String(receiveBytes(count), ISO_8859_1);
    }

    /** Blocks until so many bytes have come; fails if the stream ends before. */
    public byte[] receiveBytes(int count) {
        try {
            byte[] bytes = socket.getInputStream().readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("the server closed after " + bytes.length + " of " + count + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the text, and blocks until as many bytes have come back. */
    public String exchange(String text) {
        send(text);
        return receive(text.length());
    }

    /** Tells the server that nothing more will come. */
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks until the server ends the connection, in whatever way; false if more data comes first. */
    public boolean seesEnd() {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server does not end the connection", e);
        } catch (IOException e) {
            return true; // a reset is an end as well
        }
    }

    /** Leaves in an orderly way before the end of a test. */
    public void leave() {
        close();
    }

    /** Leaves with a reset instead of an orderly end. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
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
