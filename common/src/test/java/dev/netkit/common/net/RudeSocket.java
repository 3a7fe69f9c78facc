package dev.netkit.common.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The connection of a {@link RudePeer}: never blocks past its patience, and takes the server's closing for an end and
 * not for a failure. Every method tells by false that there is no point in going on.
 */
final class RudeSocket implements Closeable {
    private static final int CONNECT_MILLIS = 2_000;

    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer dropped = ByteBuffer.allocate(64 * 1024);
    private final long deadline;

    private RudeSocket(SocketChannel channel, Duration patience) throws IOException {
        this.channel = channel;
        this.selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** Connects; that the server is not there is the one failure that is told. */
    static RudeSocket connect(InetSocketAddress server, Duration patience) throws IOException {
        return connect(server, patience, SocketChannel.open());
    }

    /** Connects with a small receive buffer, so that a server that writes is soon stuck. */
    static RudeSocket connectWithSmallBuffer(InetSocketAddress server, Duration patience) throws IOException {
        return connect(server, patience, SocketChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, 4_096));
    }

    private static RudeSocket connect(InetSocketAddress server, Duration patience, SocketChannel channel)
            throws IOException {
        try {
            channel.socket().connect(server, CONNECT_MILLIS);
            return new RudeSocket(channel, patience);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends all of it and drops what comes meanwhile. */
    boolean send(byte[] bytes) throws IOException {
        return send(bytes, SelectionKey.OP_READ);
    }

    /** Sends all of it and leaves unread what comes. */
    boolean sendOnly(byte[] bytes) throws IOException {
        return send(bytes, 0);
    }

    private boolean send(byte[] bytes, int read) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            if (write(rest) < 0 || read != 0 && !drop()) {
                return false;
            }
            if (rest.hasRemaining() && !await(SelectionKey.OP_WRITE | read, deadline)) {
                return false;
            }
        }
        return true;
    }

    /** Tells the server that nothing more will come. */
    boolean endOutput() {
        try {
            channel.shutdownOutput();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Drops what comes until the server closes or the patience is at its end. */
    void awaitClose() throws IOException {
        while (drop() && await(SelectionKey.OP_READ, deadline)) {}
    }

    /** Does nothing for so long but drop what comes. */
    boolean pause(Duration time) throws IOException {
        long end = Math.min(deadline, System.nanoTime() + time.toNanos());
        while (drop()) {
            if (!await(SelectionKey.OP_READ, end)) {
                return end < deadline;
            }
        }
        return false;
    }

    /** Does nothing for so long, and leaves unread what comes. */
    boolean rest(Duration time) throws IOException {
        long end = Math.min(deadline, System.nanoTime() + time.toNanos());
        while (await(0, end)) {}
        return end < deadline;
    }

    /** Ends the connection with a reset. */
    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        close();
    }

    private int write(ByteBuffer rest) {
        try {
            return channel.write(rest);
        } catch (IOException e) {
            return -1;
        }
    }

    private boolean drop() {
        try {
            int n;
            do {
                n = channel.read(dropped.clear());
            } while (n > 0 && System.nanoTime() < deadline);
            return n >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean await(int operations, long end) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0) {
            return false;
        }
        channel.keyFor(selector).interestOps(operations);
        selector.select(millis);
        selector.selectedKeys().clear();
        return true;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
