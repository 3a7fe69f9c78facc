package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * One TCP connection: streams always, and buffers straight through the socket's channel for bulk data. It counts the
 * bytes and notes the times that a {@link Watchdog} checks. One thread may read while another writes; whoever has it
 * last closes it.
 */
public final class Connection implements Closeable {
    private static final long NOT_NOW = 0;

    /** One write hands the system at most this much, so that a slow but steady reader is seen to read. */
    private static final int SLICE = 64 * 1024;

    /** As much of a file goes in one call; a call is seen as progress only at its end. */
    private static final int FILE_SLICE = 1024 * 1024;

    /** Left to itself Linux buffers megabytes and wakes a writer only when a third of that has gone. */
    private static final int SEND_BUFFER = 256 * 1024;

    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final ServiceListener listener;
    private final ServiceMeter meter;
    private final LongSupplier clock;
    private final Executor threads;
    private final AtomicReference<EndReason> cut = new AtomicReference<>();
    private volatile Runnable whenClosed = () -> {};
    private PeekableInput input;
    private OutputStream output;

    private volatile long lastActivity;
    private volatile long frameBegan = NOT_NOW;
    private volatile long writeBegan = NOT_NOW;
    private volatile long received;
    private volatile long sent;
    private volatile boolean inputEnded;
    private volatile boolean working;
    private volatile boolean underWay;
    private boolean sendBufferBounded;
    private Duration readLimit = Duration.ZERO;
    private long readDeadline = NOT_NOW;

    /**
     * Takes over a connected channel in blocking mode.
     *
     * @param clock gives nanoseconds and may be coarse
     * @param threads starts what is to run beside the conversation
     */
    Connection(
            SocketChannel channel, ServiceListener listener, ServiceMeter meter, LongSupplier clock, Executor threads)
            throws IOException {
        this.channel = channel;
        this.peer = (InetSocketAddress) channel.getRemoteAddress();
        this.listener = listener;
        this.meter = meter;
        this.clock = clock;
        this.threads = threads;
        this.lastActivity = clock.getAsLong();
    }

    public InetSocketAddress peer() {
        return peer;
    }

    /** The address on this side that the peer has reached. */
    public InetSocketAddress local() {
        return (InetSocketAddress) channel.socket().getLocalSocketAddress();
    }

    public ServiceListener listener() {
        return listener;
    }

    /** Where the service that it belongs to puts its figures. */
    public ServiceMeter meter() {
        return meter;
    }

    /**
     * Runs something that must not throw, such as the writing, on a thread beside that of the conversation.
     *
     * @throws OutOfMemoryError if the system gives no more threads
     */
    public void beside(Runnable task) {
        threads.execute(task);
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
            boolean over = channel.socket().isInputShutdown();
            InputStream source =
                    over ? InputStream.nullInputStream() : channel.socket().getInputStream();
            input = new PeekableInput(new CountedInput(source));
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

    /** How long each read of {@link #input()} waits; zero = for ever. */
    public void readTimeout(Duration limit) throws IOException {
        readLimit = limit;
        readDeadline = NOT_NOW;
        channel.socket().setSoTimeout(TimeLimits.millis(limit));
    }

    /** How long all reads of {@link #input()} from now on may take together, whatever drips in; zero = for ever. */
    public void readDeadline(Duration limit) throws IOException {
        readTimeout(limit);
        readDeadline = limit.isZero() ? NOT_NOW : nonZero(System.nanoTime() + limit.toNanos());
    }

    private void checkReadDeadline() throws IOException {
        if (readDeadline == NOT_NOW) {
            return;
        }
        Duration left = Duration.ofNanos(readDeadline - System.nanoTime());
        if (left.isNegative() || left.isZero()) {
            throw new AnswerTimeoutException(TimeLimits.millis(readLimit), new SocketTimeoutException());
        }
        channel.socket().setSoTimeout(TimeLimits.millis(left));
    }

    /**
     * Reads what is there into the buffer, what {@link #input()} holds first; blocks until something is.
     *
     * @return how many bytes, or -1 at the end of the stream
     */
    public int read(ByteBuffer buffer) throws IOException {
        if (input != null && input.buffered() > 0) {
            return input.readBuffered(buffer);
        }
        int n = channel.read(buffer);
        countReceived(n);
        return n;
    }

    /** Writes all of the buffer; blocks while the peer does not read. */
    public void write(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        int end = buffer.limit();
        while (buffer.position() < end) {
            buffer.limit(Math.min(end, buffer.position() + SLICE));
            writeBegan = nonZero(clock.getAsLong());
            writeSome(buffer);
        }
        writeBegan = NOT_NOW;
        countSent(length);
        if (!sendBufferBounded && sent > SEND_BUFFER) {
            sendBufferBounded = true;
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        }
    }

    private void writeSome(ByteBuffer buffer) throws IOException {
        try {
            channel.write(buffer);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private IOException explained(IOException e) {
        return cut.get() == EndReason.STUCK_WRITE ? new StuckWriteException(e) : e;
    }

    /**
     * Sends a part of a file straight from the system's cache; blocks while the peer does not read.
     *
     * @return how many bytes went, fewer than {@code length} only if the file ends before
     */
    public long write(FileChannel file, long offset, long length) throws IOException {
        long done = 0;
        while (done < length) {
            writeBegan = nonZero(clock.getAsLong());
            long n = writeSome(file, offset + done, Math.min(FILE_SLICE, length - done));
            writeBegan = NOT_NOW;
            if (n <= 0) {
                break;
            }
            countSent((int) n);
            done += n;
        }
        return done;
    }

    private long writeSome(FileChannel file, long offset, long length) throws IOException {
        try {
            return file.transferTo(offset, length, channel);
        } catch (IOException e) {
            throw explained(e);
        }
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

    /** This side has something to do that the peer must wait for: its silence does not count as idle meanwhile. */
    public void workBegan() {
        working = true;
    }

    /** From now on the peer's silence counts again. */
    public void workEnded() {
        lastActivity = clock.getAsLong();
        working = false;
    }

    /** Something has begun that is worth finishing: a server that stops waits for it even while the peer pauses. */
    public void taskBegan() {
        underWay = true;
    }

    /** What has begun has ended, or will not. */
    public void taskEnded() {
        lastActivity = clock.getAsLong();
        underWay = false;
    }

    /** Whether nothing has moved for that long although it is the peer's turn. */
    public boolean isSilentFor(Duration time) {
        return !working && clock.getAsLong() - lastActivity >= time.toNanos();
    }

    /** Whether the peer has ended its side, as far as the reader has seen. */
    boolean inputEnded() {
        return inputEnded;
    }

    /**
     * Lets the reader see the end of the stream, as if the peer had closed; not while there are bytes that have come
     * and were not read, because those could not be read any more.
     */
    void endInput() {
        try {
            if (channel.socket().isInputShutdown()
                    || channel.socket().getInputStream().available() > 0) {
                return;
            }
            endInput(EndReason.SERVER_STOPPED);
        } catch (IOException e) {
            cut(EndReason.SERVER_STOPPED);
        }
    }

    /**
     * Lets the reader see the end of the stream, so that whoever talks here can say a last word; what has come and was not
     * read is lost.
     */
    public void endInput(EndReason reason) {
        cut.compareAndSet(null, reason);
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            cut(reason);
        }
    }

    /** Closes the connection under whatever thread is inside it, which then sees an IOException. */
    public void cut(EndReason reason) {
        cut.compareAndSet(null, reason);
        try {
            channel.shutdownOutput(); // closing alone does not wake a thread that is sending a file, on Java 17
        } catch (IOException e) {
            // It is not connected any more.
        }
        close();
    }

    /** Why this side ended the connection, or is about to, if it does. */
    public Optional<EndReason> cutReason() {
        return Optional.ofNullable(cut.get());
    }

    /** The limit that is overstepped at {@code now}, if one is. */
    Optional<EndReason> overdue(ConnectionLimits limits, long now) {
        long write = writeBegan; // each mark is read once: the connection's own thread may reset it meanwhile
        if (write != NOT_NOW) {
            return passed(write, limits.write(), now) ? Optional.of(EndReason.STUCK_WRITE) : Optional.empty();
        }
        long frame = frameBegan;
        if (frame != NOT_NOW && passed(frame, limits.frame(), now)) {
            return Optional.of(EndReason.SLOW_FRAME);
        }
        return !working && passed(lastActivity, limits.idle(), now) ? Optional.of(EndReason.IDLE) : Optional.empty();
    }

    /** Whether nothing is being written, neither a frame nor a task is under way, and nothing has moved for that long. */
    boolean quietFor(long nanos, long now) {
        return writeBegan == NOT_NOW && frameBegan == NOT_NOW && !underWay && now - lastActivity >= nanos;
    }

    private static boolean passed(long since, Duration limit, long now) {
        return !limit.isZero() && now - since >= limit.toNanos();
    }

    private static long nonZero(long nanos) {
        return nanos == NOT_NOW ? 1 : nanos;
    }

    private void countReceived(int n) {
        inputEnded |= n < 0;
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

    /** Has that done once the connection is closed, too. */
    void whenClosed(Runnable action) {
        whenClosed = action;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is given back all the same, and nobody is left who could use the news.
        }
        whenClosed.run();
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
                checkReadDeadline();
                int n = source.read(target, offset, length);
                countReceived(n);
                return n;
            } catch (SocketTimeoutException e) {
                throw new AnswerTimeoutException(TimeLimits.millis(readLimit), e);
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
