package dev.netkit.discovery.scan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/**
 * Sends a datagram of one byte to a port where nobody listens: a host that says so, by ICMP (RFC 792), is there. Nothing else
 * that comes proves anything, because a router may say it.
 */
final class UnreachablePort implements Attempt {
    /** Where traceroute begins, for the same reason. */
    private static final int NOBODYS = 33434;

    private final InetAddress address;
    private final LongUnaryOperator deadlines;
    private final Consumer<InetAddress> listener;
    private DatagramChannel channel;
    private long deadline;

    /** @param deadlines until when an answer is waited for, in the system's nanoseconds */
    UnreachablePort(InetAddress address, LongUnaryOperator deadlines, Consumer<InetAddress> listener) {
        this.address = address;
        this.deadlines = deadlines;
        this.listener = listener;
    }

    @Override
    public SelectableChannel open() throws IOException {
        channel = DatagramChannel.open();
        return channel;
    }

    @Override
    public int begin(long now) {
        deadline = deadlines.applyAsLong(now);
        try {
            channel.connect(new InetSocketAddress(address, NOBODYS));
            channel.write(ByteBuffer.allocate(1)); // one that is empty would not be sent
            return SelectionKey.OP_READ;
        } catch (IOException | UnsupportedAddressTypeException e) { // the latter where there is no IPv6
            return 0;
        }
    }

    @Override
    public int proceed(long now) {
        try {
            channel.read(ByteBuffer.allocate(1));
        } catch (PortUnreachableException e) {
            listener.accept(address);
        } catch (IOException e) {
            // It proves nothing.
        }
        return 0;
    }

    @Override
    public long deadline() {
        return deadline;
    }

    @Override
    public void expire() {
        // Silence proves nothing.
    }
}
