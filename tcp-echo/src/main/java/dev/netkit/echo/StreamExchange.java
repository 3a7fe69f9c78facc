package dev.netkit.echo;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Exchanges bytes over a connection, which it takes over. */
class StreamExchange implements EchoExchange {
    private final Connection connection;

    StreamExchange(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public final byte[] exchange(byte[] message) throws IOException {
        send(message);
        connection.listener().trace(peer(), Direction.OUT, annotation(), message);
        byte[] answer = receive(message.length);
        connection.listener().trace(peer(), Direction.IN, annotation(), answer);
        return answer;
    }

    void send(byte[] message) throws IOException {
        connection.output().write(message);
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
        if (connection.listener().wants(Detail.ACTIVITY)) {
            connection.listener().on(disconnected(connection, EndReason.CLOSED));
        }
    }

    static ServiceEvent disconnected(Connection connection, EndReason reason) {
        return new ServiceEvent.Disconnected(
                connection.peer(), connection.received(), connection.sent(), reason, Optional.empty());
    }
}
