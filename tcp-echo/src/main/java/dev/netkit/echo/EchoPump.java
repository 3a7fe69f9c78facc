package dev.netkit.echo;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;

/**
 * Lets bytes flow to an echo service and back at the same time, in constant memory, and compares the two directions by
 * length and checksum. One thread of its own sends while the caller's receives.
 */
public final class EchoPump implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Connection connection;
    private final ServiceListener listener;
    private final CRC32C sentSum = new CRC32C();
    private final CRC32C receivedSum = new CRC32C();
    private final AtomicReference<IOException> inputFailure = new AtomicReference<>();
    private volatile boolean allSent;

    private EchoPump(Connection connection, ServiceListener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    /** Connects; of a flow only the totals are told, at its end. */
    static EchoPump open(EchoClient client, ServiceListener listener) throws IOException {
        return new EchoPump(client.connect(new WithoutPortions(listener)), listener);
    }

    private record WithoutPortions(ServiceListener listener) implements ServiceListener {
        @Override
        public boolean wants(Detail detail) {
            return listener.wants(detail);
        }

        @Override
        public void on(ServiceEvent event) {
            if (!(event instanceof ServiceEvent.Received) && !(event instanceof ServiceEvent.Sent)) {
                listener.on(event);
            }
        }
    }

    /** How a flow ended: bytes each way, whether the input was sent to its end, and whether the same came back. */
    public record Result(long sent, long received, boolean complete, boolean identical) {}

    /**
     * Sends {@code in} to its end and writes what comes back to {@code out}; blocks until the server closes.
     *
     * @throws IOException what reading {@code in} or writing {@code out} threw, or if the connection was lost
     * @throws SocketTimeoutException if bytes were under way and none came back for the time limit
     */
    public Result run(InputStream in, OutputStream out) throws IOException {
        Thread sender = new Thread(() -> send(in), "netkit-echo-sender");
        sender.setDaemon(true);
        sender.start();
        try {
            receive(out);
        } catch (IOException e) {
            throw inputFailure.get() == null ? e : inputFailure.get();
        }
        long sent = connection.sent();
        boolean complete = allSent && sent == connection.received();
        return new Result(
                sent, connection.received(), complete, complete && sentSum.getValue() == receivedSum.getValue());
    }

    private void send(InputStream in) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int n;
        while ((n = readInput(in, buffer)) >= 0) {
            sentSum.update(buffer, 0, n);
            try {
                connection.output().write(buffer, 0, n);
            } catch (IOException e) {
                return; // the receiver sees the same connection end, and knows how much came back
            }
        }
        if (inputFailure.get() == null) {
            endOutput();
        }
    }

    private int readInput(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            inputFailure.set(e);
            connection.close(); // wakes the receiver, which reports this failure
            return -1;
        }
    }

    private void endOutput() {
        allSent = true;
        try {
            connection.endOutput();
        } catch (IOException e) {
            connection.close();
        }
    }

    private void receive(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long before = -1;
        while (true) {
            try {
                int n = connection.input().read(buffer);
                if (n < 0) {
                    return;
                }
                receivedSum.update(buffer, 0, n);
                out.write(buffer, 0, n);
            } catch (SocketTimeoutException e) {
                before = checkStall(before);
            }
        }
    }

    /** Silence is a failure only while something is under way and nothing has come since the last look. */
    private long checkStall(long receivedBefore) throws SocketTimeoutException {
        long received = connection.received();
        boolean owed = allSent || connection.sent() > received;
        if (owed && received == receivedBefore) {
            throw new SocketTimeoutException("no answer to " + (connection.sent() - received) + " bytes");
        }
        return received;
    }

    @Override
    public void close() {
        connection.close();
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(new ServiceEvent.Sent(connection.peer(), connection.sent()));
            listener.on(new ServiceEvent.Received(connection.peer(), connection.received()));
            listener.on(StreamExchange.disconnected(connection, EndReason.CLOSED));
        }
    }
}
