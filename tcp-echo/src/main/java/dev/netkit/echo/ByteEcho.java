package dev.netkit.echo;

import dev.netkit.common.net.BulkBuffers;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ConnectionHandler;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends bytes back as they come, until the peer's end of stream. A connection begins with a small buffer, takes a large
 * one while it fills the small one, and gives it back when the flood is over: ten thousand quiet peers cost little.
 */
final class ByteEcho implements ConnectionHandler {
    private static final int SMALL = 1024;
    private static final int LARGE_IN_ALL = 16 * 1024 * 1024;

    private final int portion;
    private final BulkBuffers large;

    /** Echoes at most {@code portion} bytes at a time. */
    ByteEcho(int portion) {
        this.portion = portion;
        this.large = new BulkBuffers(portion, portion > SMALL ? Math.max(1, LARGE_IN_ALL / portion) : 0);
    }

    @Override
    public void handle(Connection connection) throws IOException {
        ByteBuffer small = ByteBuffer.allocate(Math.min(SMALL, portion));
        ByteBuffer buffer = small;
        try {
            while (connection.read(buffer) >= 0) {
                int came = buffer.position();
                echo(connection, buffer.flip());
                buffer.clear();
                if (buffer == small && came == small.capacity()) {
                    buffer = large.take().orElse(small);
                } else if (buffer != small && came <= small.capacity()) {
                    large.giveBack(buffer);
                    buffer = small;
                }
            }
        } finally {
            if (buffer != small) {
                large.giveBack(buffer);
            }
        }
    }

    private static void echo(Connection connection, ByteBuffer data) throws IOException {
        long came = connection.meter().came();
        boolean traced = connection.listener().wants(Detail.TRACE);
        byte[] copy = traced ? copyOf(data) : null;
        if (traced) {
            connection.listener().trace(connection.peer(), Direction.IN, "portion", copy);
        }
        connection.write(data);
        if (traced) {
            connection.listener().trace(connection.peer(), Direction.OUT, "portion", copy);
        }
        connection.meter().answered(came);
    }

    private static byte[] copyOf(ByteBuffer data) {
        byte[] copy = new byte[data.remaining()];
        data.duplicate().get(copy);
        return copy;
    }
}
