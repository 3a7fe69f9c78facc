package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * One TCP connection: streams always, and buffers straight through the socket's channel for bulk data. It counts the
 * bytes and notes the times that a {@link Watchdog} checks. One thread may read while another writes; whoever has it
 * last closes it.
 */
public final class Connection implements Closeable {
    private static final long NOT_NOW = 0;

    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final ServiceListener listener;
    private final LongSupplier clock;
    private final AtomicReference<EndReason> cut = new AtomicReference<>();
    private PeekableInput input;
    private OutputStream output;

    private volatile long lastActivity;
    private volatile long frameBegan = NOT_NOW;
    private volatile long writeBegan = NOT_NOW;
    private volatile long received;
    private volatile long sent;

    /** Takes over a connected channel in blocking mode; {@code clock} gives nanoseconds and may be coarse. */
    Connection(SocketChannel channel, ServiceListener listener, LongSupplier clock) throws IOException {
        this.channel = channel;
        this.peer = (InetSocketAddress) channel.getRemoteAddress();
        this.listener = listener;
        this.clock = clock;
        this.lastActivity = clock.getAsLong();
    }

    public InetSocketAddress peer() {
        return peer;
    }

    public ServiceListener listener() {
        return listener;
    }

    /** Bytes that have come so far. */
    public long received() {
        return received;
    }

    /** Bytes that have gone so far. */
    public long sent() {
        return sent;
    }

    /** The incoming bytes; reads time out with {@link AnswerTimeoutException} where {@link #readTimeout} set a limit. */
    public PeekableInput input() throws IOException {
        if (input == null) {
            input = new PeekableInput(new CountedInput(channel.socket().getInputStream()));
        }
        return input;
    }

    /** The outgoing bytes, unbuffered; a write blocks while the peer does not read. */
    public OutputStream output() throws IOException {
        if (output == null) {
            output = new CountedOutput();
        }
        return output;
    }

    /** How long a read of {@link #input()} waits, in milliseconds; 0 = for ever. */
    public void readTimeout(int millis) throws IOException {
        channel.socket().setSoTimeout(millis);
    }

    /**
     * Reads what is there into the buffer, past {@link #input()}; blocks until something is.
     *
     * @return how many bytes, or -1 at the end of the stream
     */
    public int read(ByteBuffer buffer) throws IOException {
        int n = channel.read(buffer);
        countReceived(n);
        return n;
    }

    /** Writes all of the buffer; blocks while the peer does not read. */
    public void write(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        while (buffer.hasRemaining()) {
            writeBegan = nonZero(clock.getAsLong());
            channel.write(buffer);
        }
        writeBegan = NOT_NOW;
        countSent(length);
    }

    /** Tells the peer that nothing more will come; reading goes on. */
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Starts the deadline of a frame whose first byte is here. */
    public void frameBegan() {
        frameBegan = nonZero(clock.getAsLong());
    }

    /** The frame is whole. */
    public void frameEnded() {
        frameBegan = NOT_NOW;
    }

    /** Lets the reader see the end of the stream at its next read, as if the peer had closed. */
    void endInput() {
        cut.compareAndSet(null, EndReason.SERVER_STOPPED);
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            cut(EndReason.SERVER_STOPPED);
        }
    }

    /** Closes the connection under whatever thread is inside it, which then sees an IOException. */
    void cut(EndReason reason) {
        cut.compareAndSet(null, reason);
        close();
    }

    /** Why this side ended the connection, if it did. */
    Optional<EndReason> cutReason() {
        return Optional.ofNullable(cut.get());
    }

    /** The limit that is overstepped at {@code now}, if one is. */
    Optional<EndReason> overdue(ConnectionLimits limits, long now) {
        if (writeBegan != NOT_NOW && passed(writeBegan, limits.write().toNanos(), now)) {
            return Optional.of(EndReason.STUCK_WRITE);
        }
        if (frameBegan != NOT_NOW && passed(frameBegan, limits.frame().toNanos(), now)) {
            return Optional.of(EndReason.SLOW_FRAME);
        }
        boolean idle =
                writeBegan == NOT_NOW && passed(lastActivity, limits.idle().toNanos(), now);
        return idle ? Optional.of(EndReason.IDLE) : Optional.empty();
    }

    /** Whether nothing is being written and nothing has moved for that long. */
    boolean quietFor(long nanos, long now) {
        return writeBegan == NOT_NOW && now - lastActivity >= nanos;
    }

    private static boolean passed(long since, long limitNanos, long now) {
        return limitNanos > 0 && now - since >= limitNanos;
    }

    private static long nonZero(long nanos) {
        return nanos == NOT_NOW ? 1 : nanos;
    }

    private void countReceived(int n) {
        if (n > 0) {
            received += n;
            lastActivity = clock.getAsLong();
            if (listener.wants(Detail.ACTIVITY)) {
                listener.on(new ServiceEvent.Received(peer, n));
            }
        }
    }

    private void countSent(int n) {
        sent += n;
        lastActivity = clock.getAsLong();
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(new ServiceEvent.Sent(peer, n));
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is given back all the same, and nobody is left who could use the news.
        }
    }

    private final class CountedInput extends InputStream {
        private final InputStream source;

        CountedInput(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int n = source.read(target, offset, length);
                countReceived(n);
                return n;
            } catch (SocketTimeoutException e) {
                throw new AnswerTimeoutException(channel.socket().getSoTimeout(), e);
            }
        }

        @Override
        public int available() throws IOException {
            return source.available();
        }
    }

    private final class CountedOutput extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            Connection.this.write(ByteBuffer.wrap(new byte[] {(byte) b}));
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            Connection.this.write(ByteBuffer.wrap(source, offset, length));
        }
    }
}
