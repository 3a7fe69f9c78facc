package dev.netkit.echo;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Exchanges bytes over a connection, which it takes over. */
class StreamExchange implements EchoExchange {
    private final Connection connection;
    private final OutputStream output;
    private final Farewell farewell = new Farewell();

    StreamExchange(Connection connection) throws IOException {
        this.connection = connection;
        this.output = new SlicedOutput(connection.output());
    }

    @Override
    public final byte[] exchange(byte[] message) throws IOException {
        byte[] answer = message.length <= SlicedOutput.SLICE ? oneAfterTheOther(message) : bothAtOnce(message);
        connection.listener().trace(peer(), Direction.IN, annotation(), answer);
        return answer;
    }

    private byte[] oneAfterTheOther(byte[] message) throws IOException {
        sendTraced(message);
        return receive(message.length);
    }

    /** A server that sends back what it has stops reading when nobody reads that; so a large message has a thread. */
    private byte[] bothAtOnce(byte[] message) throws IOException {
        FutureTask<Void> sending = new FutureTask<>(() -> {
            sendTraced(message);
            return null;
        });
        Thread sender = new Thread(sending, "netkit-echo-sender");
        sender.setDaemon(true);
        sender.start();
        awaitAnswer(sending);
        byte[] answer = receive(message.length);
        join(sending);
        return answer;
    }

    /** The time limit is for the answer, and a server may want the whole message first. */
    private void awaitAnswer(Future<?> sending) throws IOException {
        long sentBefore = -1;
        while (true) {
            boolean underWay = !sending.isDone();
            try {
                connection.input().peek(1);
                return;
            } catch (SocketTimeoutException e) {
                if (!underWay || connection.sent() == sentBefore) {
                    throw e;
                }
                sentBefore = connection.sent();
            }
        }
    }

    private static void join(Future<?> sending) throws IOException {
        try {
            sending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sending");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private void sendTraced(byte[] message) throws IOException {
        send(message);
        connection.listener().trace(peer(), Direction.OUT, annotation(), message);
    }

    final OutputStream output() {
        return output;
    }

    void send(byte[] message) throws IOException {
        output.write(message);
    }

    byte[] receive(int length) throws IOException {
        byte[] answer = connection.input().readNBytes(length);
        if (answer.length < length) {
            throw new EOFException("the server closed after " + answer.length + " of " + length + " bytes");
        }
        return answer;
    }

    String annotation() {
        return "portion";
    }

    @Override
    public InetSocketAddress peer() {
        return connection.peer();
    }

    @Override
    public boolean outlivesLoss() {
        return false;
    }

    @Override
    public void close() {
        connection.close();
        farewell.say(connection.listener(), peer(), connection.received(), connection.sent());
    }
}
