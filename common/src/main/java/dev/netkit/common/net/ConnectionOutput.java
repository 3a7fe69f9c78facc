package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicReference;

/** What goes through a connection, unbuffered: counted, and noted as activity. A write blocks while the peer does not read. */
final class ConnectionOutput extends OutputStream {
    /** One write hands the system at most this much, so that a slow but steady reader is seen to read. */
    private static final int SLICE = 64 * 1024;

    /** As much of a file goes in one call; a call is seen as progress only at its end. */
    private static final int FILE_SLICE = 1024 * 1024;

    /** Left to itself Linux buffers megabytes and wakes a writer only when a third of that has gone. */
    private static final int SEND_BUFFER = 256 * 1024;

    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final ServiceListener listener;
    private final Activity activity;
    private final AtomicReference<EndReason> cut;
    private volatile long sent;
    private boolean sendBufferBounded;

    /** @param cut why this side has ended the connection, if it has: that explains a write that fails */
    ConnectionOutput(
            SocketChannel channel,
            InetSocketAddress peer,
            ServiceListener listener,
            Activity activity,
            AtomicReference<EndReason> cut) {
        this.channel = channel;
        this.peer = peer;
        this.listener = listener;
        this.activity = activity;
        this.cut = cut;
    }

    @Override
    public void write(int b) throws IOException {
        write(ByteBuffer.wrap(new byte[] {(byte) b}));
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        write(ByteBuffer.wrap(source, offset, length));
    }

    /** Writes all of the buffer. */
    void write(ByteBuffer buffer) throws IOException {
        int length = buffer.remaining();
        int end = buffer.limit();
        while (buffer.position() < end) {
            buffer.limit(Math.min(end, buffer.position() + SLICE));
            activity.writeBegan();
            writeSome(buffer);
        }
        activity.writeEnded();
        count(length);
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

    /** Sends a part of a file; returns how many bytes went, fewer only if the file ends before. */
    long write(FileChannel file, long offset, long length) throws IOException {
        long done = 0;
        while (done < length) {
            activity.writeBegan();
            long n = writeSome(file, offset + done, Math.min(FILE_SLICE, length - done));
            activity.writeEnded();
            if (n <= 0) {
                break;
            }
            count((int) n);
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

    private void count(int n) {
        sent += n;
        activity.moved();
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(new ServiceEvent.Sent(peer, n));
        }
    }

    long sent() {
        return sent;
    }
}
