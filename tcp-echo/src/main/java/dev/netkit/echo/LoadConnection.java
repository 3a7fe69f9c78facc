package dev.netkit.echo;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One connection, or one UDP socket, with one message under way. Each message begins with a number of its own, so that
 * a stale or foreign answer is not taken for the right one.
 */
final class LoadConnection implements Closeable {
    /** Is told of each answer: how long it took, and whether it was what had been sent. */
    @FunctionalInterface
    interface AnswerListener {
        void answered(long nanos, boolean identical);
    }

    private final SelectableChannel channel;
    private final boolean udp;
    private final SelectionKey key;
    private final ByteBuffer message;
    private final ByteBuffer answer;
    private boolean connected;
    private boolean started;
    private long next;
    private long began = System.nanoTime();

    private LoadConnection(SelectableChannel channel, boolean udp, long id, int size, Selector selector)
            throws IOException {
        this.channel = channel;
        this.udp = udp;
        this.next = id << 24;
        this.message = ByteBuffer.wrap(RoundTrips.message(next, size)).order(ByteOrder.LITTLE_ENDIAN);
        this.answer = ByteBuffer.allocate(size + 1); // one more, to see that an answer is too long
        this.key = channel.register(selector, 0, this);
    }

    /** Begins to connect; {@link #progress} ends it, and {@link #start} begins to send. */
    static LoadConnection open(EchoLoad.Plan plan, InetSocketAddress server, long id, Selector selector)
            throws IOException {
        SelectableChannel channel = plan.udp() ? DatagramChannel.open() : SocketChannel.open();
        try {
            channel.configureBlocking(false);
            LoadConnection connection = new LoadConnection(channel, plan.udp(), id, plan.size(), selector);
            connection.connect(server);
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void connect(InetSocketAddress server) throws IOException {
        if (channel instanceof DatagramChannel datagrams) {
            datagrams.connect(server);
            connected = true;
        } else if (channel instanceof SocketChannel stream) {
            stream.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connected = stream.connect(server);
            key.interestOps(connected ? 0 : SelectionKey.OP_CONNECT);
        }
    }

    boolean isConnected() {
        return connected;
    }

    /** Sends the first message. */
    void start() throws IOException {
        started = true;
        sendNext();
    }

    /** Does what the channel is ready for. */
    void progress(AnswerListener listener) throws IOException {
        if (key.isConnectable()) {
            connected = ((SocketChannel) channel).finishConnect();
            key.interestOps(connected ? 0 : SelectionKey.OP_CONNECT);
            return;
        }
        if (key.isWritable()) {
            send();
        }
        if (key.isReadable()) {
            receive(listener);
        }
    }

    private void sendNext() throws IOException {
        message.clear().putLong(0, next++);
        answer.clear();
        began = System.nanoTime();
        send();
    }

    private void send() throws IOException {
        ((ByteChannel) channel).write(message);
        // Reading goes on while the rest waits: a server that sends back what it has may be waiting for just that.
        key.interestOps((message.hasRemaining() ? SelectionKey.OP_WRITE : 0) | SelectionKey.OP_READ);
    }

    private void receive(AnswerListener listener) throws IOException {
        int n = ((ByteChannel) channel).read(answer);
        if (n < 0) {
            throw new EOFException("the server closed");
        }
        if (udp ? n > 0 : answer.position() >= message.capacity()) {
            answered(listener);
        }
    }

    private void answered(AnswerListener listener) throws IOException {
        if (message.hasRemaining()) {
            throw new IOException("the server answered before it had the whole message");
        }
        answer.flip();
        if (udp && LateAnswers.isLate(answer, message)) {
            answer.clear();
            return;
        }
        boolean identical = answer.equals(message.flip());
        listener.answered(System.nanoTime() - began, identical);
        sendNext();
    }

    /** Whether the server owes a connection or an answer for so long. */
    boolean silentFor(Duration limit, long now) {
        boolean owed = started || !connected;
        return owed && !limit.isZero() && now - began >= limit.toNanos();
    }

    /** Goes on with the next datagram; a connection whose answer does not come has failed. */
    void giveUp() throws IOException {
        if (!udp || !connected) {
            throw new SocketTimeoutException("no answer in time");
        }
        sendNext();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no more use in any case.
        }
    }
}
