package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** What comes through a connection: counted, noted as activity, and as a stream limited in time. For one thread. */
final class ConnectionInput extends InputStream {
    private static final long NO_DEADLINE = 0;

    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final ServiceListener listener;
    private final Activity activity;
    private InputStream source = InputStream.nullInputStream();
    private volatile long received;
    private volatile boolean ended;
    private Duration limit = Duration.ZERO;
    private long deadline = NO_DEADLINE;

    ConnectionInput(SocketChannel channel, InetSocketAddress peer, ServiceListener listener, Activity activity) {
        this.channel = channel;
        this.peer = peer;
        this.listener = listener;
        this.activity = activity;
    }

    /** To be called before it is read as a stream. */
    InputStream open() throws IOException {
        if (!channel.socket().isInputShutdown()) {
            source = channel.socket().getInputStream();
        }
        return this;
    }

    /** How long each read of the stream waits; zero = for ever. */
    void limitEach(Duration time) throws IOException {
        limit = time;
        deadline = NO_DEADLINE;
        channel.socket().setSoTimeout(TimeLimits.millis(time));
    }

    /** How long all reads of the stream may take together; zero = for ever. */
    void limitAll(Duration time) throws IOException {
        limitEach(time);
        if (!time.isZero()) {
            long end = System.nanoTime() + time.toNanos();
            deadline = end == NO_DEADLINE ? 1 : end;
        }
    }

    private void checkDeadline() throws IOException {
        if (deadline == NO_DEADLINE) {
            return;
        }
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw new AnswerTimeoutException(TimeLimits.millis(limit), new SocketTimeoutException());
        }
        channel.socket().setSoTimeout(TimeLimits.millis(left));
    }

    /** Past the stream, and past its limits. */
    int read(ByteBuffer buffer) throws IOException {
        int n = channel.read(buffer);
        count(n);
        return n;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            checkDeadline();
            int n = source.read(target, offset, length);
            count(n);
            return n;
        } catch (SocketTimeoutException e) {
            throw new AnswerTimeoutException(TimeLimits.millis(limit), e);
        }
    }

    private void count(int n) {
        ended |= n < 0;
        if (n > 0) {
            received += n;
            activity.moved();
            if (listener.wants(Detail.ACTIVITY)) {
                listener.on(new ServiceEvent.Received(peer, n));
            }
        }
    }

    @Override
    public int available() throws IOException {
        return source.available();
    }

    long received() {
        return received;
    }

    /** Whether the peer has ended its side, as far as it was read. */
    boolean hasEnded() {
        return ended;
    }
}
