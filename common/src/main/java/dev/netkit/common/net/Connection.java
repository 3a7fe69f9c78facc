package dev.netkit.common.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
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
    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final ServiceListener listener;
    private final ServiceMeter meter;
    private final Executor threads;
    private final AtomicReference<EndReason> cut = new AtomicReference<>();
    private volatile Runnable whenClosed = () -> {};
    private final Activity activity;
    private final ConnectionInput incoming;
    private final ConnectionOutput outgoing;
    private PeekableInput input;

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
        this.threads = threads;
        this.activity = new Activity(clock);
        this.incoming = new ConnectionInput(channel, peer, listener, activity);
        this.outgoing = new ConnectionOutput(channel, peer, listener, activity, cut);
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
        return incoming.received();
    }

    /** Bytes that have gone so far. */
    public long sent() {
        return outgoing.sent();
    }

    /** The incoming bytes; reads time out with {@link AnswerTimeoutException} where {@link #readTimeout} set a limit. */
    public PeekableInput input() throws IOException {
        if (input == null) {
            input = new PeekableInput(incoming.open());
        }
        return input;
    }

    /** The outgoing bytes, unbuffered; a write blocks while the peer does not read. */
    public OutputStream output() {
        return outgoing;
    }

    /** How long each read of {@link #input()} waits; zero = for ever. */
    public void readTimeout(Duration limit) throws IOException {
        incoming.limitEach(limit);
    }

    /** How long all reads of {@link #input()} from now on may take together, whatever drips in; zero = for ever. */
    public void readDeadline(Duration limit) throws IOException {
        incoming.limitAll(limit);
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
        return incoming.read(buffer);
    }

    /** Writes all of the buffer; blocks while the peer does not read. */
    public void write(ByteBuffer buffer) throws IOException {
        outgoing.write(buffer);
    }

    /**
     * Sends a part of a file straight from the system's cache; blocks while the peer does not read.
     *
     * @return how many bytes went, fewer than {@code length} only if the file ends before
     */
    public long write(FileChannel file, long offset, long length) throws IOException {
        return outgoing.write(file, offset, length);
    }

    /** Tells the peer that nothing more will come; reading goes on. */
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Starts the deadline of a frame whose first byte is here. */
    public void frameBegan() {
        activity.frameBegan();
    }

    /** The frame is whole. */
    public void frameEnded() {
        activity.frameEnded();
    }

    /** This side has something to do that the peer must wait for: its silence does not count as idle meanwhile. */
    public void workBegan() {
        activity.workBegan();
    }

    /** From now on the peer's silence counts again. */
    public void workEnded() {
        activity.workEnded();
    }

    /** Something has begun that is worth finishing: a server that stops waits for it even while the peer pauses. */
    public void taskBegan() {
        activity.taskBegan();
    }

    /** What has begun has ended, or will not. */
    public void taskEnded() {
        activity.taskEnded();
    }

    /** Whether nothing has moved for that long although it is the peer's turn. */
    public boolean isSilentFor(Duration time) {
        return activity.isSilentFor(time);
    }

    Activity activity() {
        return activity;
    }

    /** Whether the peer has ended its side, as far as the reader has seen. */
    boolean inputEnded() {
        return incoming.hasEnded();
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
}
