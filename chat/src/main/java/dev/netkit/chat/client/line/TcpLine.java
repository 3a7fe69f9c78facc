package dev.netkit.chat.client.line;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A line that is a TCP connection and nothing else. */
public record TcpLine(Connection connection) implements Line {
    @Override
    public InetSocketAddress peer() {
        return connection.peer();
    }

    @Override
    public long received() {
        return connection.received();
    }

    @Override
    public long sent() {
        return connection.sent();
    }

    @Override
    public void endOutput() throws IOException {
        connection.endOutput();
    }

    @Override
    public void cut(EndReason reason) {
        connection.cut(reason);
    }

    @Override
    public void close() {
        connection.close();
    }
}
