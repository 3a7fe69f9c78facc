package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/**
 * A plain peer without any of netkit's own code, for tests: a client, or who came to a {@link PoliteServer}. Text is one
 * character a byte, and nothing blocks for longer than half a minute. Failures are unchecked, so that it can be used
 * inside of lambdas.
 */
public final class PolitePeer implements Closeable {
    static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;

    /** Somebody who is connected. */
    PolitePeer(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    public static PolitePeer connect(InetSocketAddress server) {
        return connect(new Socket(), server);
    }

    /** Connects with a receive buffer of so many bytes, so that a server that writes is soon stuck. */
    public static PolitePeer connect(InetSocketAddress server, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(receiveBuffer);
            return connect(socket, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PolitePeer connect(Socket socket, InetSocketAddress server) {
        try {
            socket.connect(server, PATIENCE_MILLIS);
            return new PolitePeer(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** What comes, for who reads it in a way of their own. */
    public DataInputStream input() {
        return in;
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
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("the other side closed after " + bytes.length + " of " + count + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks until something has come, and takes of it what one read gives: so many bytes at the most. */
    public byte[] receiveSome(int most) {
        try {
            byte[] bytes = new byte[most];
            int length = in.read(bytes);
            if (length < 0) {
                throw new EOFException("the other side has closed");
            }
            return Arrays.copyOf(bytes, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks until that character has come; what came before it. Fails if the stream ends before. */
    public String receiveUntil(char end) {
        try {
            StringBuilder text = new StringBuilder();
            for (char next = (char) in.readUnsignedByte(); next != end; next = (char) in.readUnsignedByte()) {
                text.append(next);
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the text, and blocks until as many bytes have come back. */
    public String exchange(String text) {
        send(text);
        return receive(text.length());
    }

    /** How many bytes are here and were not read. */
    public int available() {
        try {
            return in.available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the other side that nothing more will come. */
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Blocks until the other side ends the connection, in whatever way; false if more data comes first. */
    public boolean seesEnd() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the other side does not end the connection", e);
        } catch (IOException e) {
            return true; // a reset is an end as well
        }
    }

    /** Blocks until the other side ends the connection, whatever comes before. */
    public void awaitEnd() {
        while (!seesEnd()) {}
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
