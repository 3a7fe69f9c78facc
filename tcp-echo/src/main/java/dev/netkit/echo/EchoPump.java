package dev.netkit.echo;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.WithoutPortions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;

/**
 * Lets bytes flow to an echo service and back at the same time, in constant memory, and compares the two directions by
 * length and checksum. One thread of its own sends while the caller's receives.
 */
public final class EchoPump implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

    /** How long a server that has sent all back may take to close, or to send something that it should not. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final Connection connection;
    private final ServiceListener listener;
    private final CRC32C sentSum = new CRC32C();
    private final CRC32C receivedSum = new CRC32C();
    private final AtomicReference<IOException> inputFailure = new AtomicReference<>();
    private final Farewell farewell = new Farewell();
    private final Duration timeout;
    private volatile long offered;
    private volatile long lastProgress;
    private volatile boolean allSent;

    private EchoPump(Connection connection, Duration timeout, ServiceListener listener) {
        this.connection = connection;
        this.timeout = timeout;
        this.listener = listener;
    }

    /** Connects; of a flow only the totals are told, at its end. */
    static EchoPump open(EchoClient client, ServiceListener listener) throws IOException {
        return new EchoPump(client.connect(new WithoutPortions(listener)), client.timeout(), listener);
    }

    /**
     * How a flow ended: bytes taken from the input to be sent, bytes that came back, whether the input was sent to its
     * end and at least as much came back, and whether it was the same.
     */
    public record Result(long sent, long received, boolean complete, boolean identical) {}

    /**
     * Sends {@code in} to its end and writes what comes back to {@code out}; blocks until all of it is back, or more
     * than that, or the server closes.
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
        return result(offered, connection.received());
    }

    private Result result(long sent, long received) {
        boolean complete = allSent && received >= sent;
        boolean identical = complete && received == sent && sentSum.getValue() == receivedSum.getValue();
        return new Result(sent, received, complete, identical);
    }

    private void send(InputStream in) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int n;
        while ((n = readInput(in, buffer)) >= 0) {
            sentSum.update(buffer, 0, n);
            offer(n);
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

    /** Counts before the bytes go: they may be back, or the server gone, before the call that sends them returns. */
    private void offer(int n) {
        if (underWay() <= 0) {
            lastProgress = System.nanoTime();
        }
        offered += n;
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
        lastProgress = System.nanoTime();
        allSent = true;
        try {
            connection.endOutput();
        } catch (IOException e) {
            connection.close();
        }
    }

    private void receive(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        lastProgress = System.nanoTime();
        int n = 0;
        while (n >= 0 && !isOver()) {
            try {
                connection.readTimeout(untilNextLook());
                n = connection.input().read(buffer);
            } catch (SocketTimeoutException e) {
                checkStall();
                continue;
            }
            if (n > 0) {
                receivedSum.update(buffer, 0, n);
                out.write(buffer, 0, n);
                lastProgress = System.nanoTime(); // a reader of ours who is slow is not the server's fault
            }
        }
    }

    /** More has come back than was sent, or all of it and then nothing for a while. */
    private boolean isOver() {
        return allSent && (underWay() < 0 || underWay() == 0 && quiet().compareTo(GRACE) >= 0);
    }

    /** Short, because a read that waits does not see that the input has ended meanwhile. */
    private Duration untilNextLook() {
        boolean limited = underWay() > 0 && !timeout.isZero();
        Duration left = (limited ? timeout : GRACE).minus(quiet());
        Duration least = Duration.ofMillis(1);
        return left.compareTo(least) < 0 ? least : left.compareTo(GRACE) > 0 ? GRACE : left;
    }

    /** Silence is a failure only while something is under way. */
    private void checkStall() throws SocketTimeoutException {
        long missing = underWay();
        if (missing > 0 && !timeout.isZero() && quiet().compareTo(timeout) >= 0) {
            throw new SocketTimeoutException("no answer to " + missing + " bytes");
        }
    }

    private long underWay() {
        return offered - connection.received();
    }

    private Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - lastProgress);
    }

    @Override
    public void close() {
        connection.close();
        if (listener.wants(Detail.ACTIVITY)) {
            listener.on(new ServiceEvent.Sent(connection.peer(), connection.sent()));
            listener.on(new ServiceEvent.Received(connection.peer(), connection.received()));
        }
        farewell.say(listener, connection.peer(), connection.received(), connection.sent());
    }
}
