package dev.netkit.chat.delivery;

import dev.netkit.chat.talk.Pace;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Writes to a connection with the pauses that its dialect wants. For one thread. */
final class PacedOutput {
    private final Connection connection;
    private final Pace pace;
    private long lastWrite = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);

    PacedOutput(Connection connection, Pace pace) {
        this.connection = connection;
        this.pace = pace;
    }

    /** Blocks for the pause, and while the peer does not read. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        if (connection.listener().wants(Detail.TRACE)) {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
            connection.listener().trace(connection.peer(), Direction.OUT, "portion", copy);
        }
        if (pace.pause().isZero()) {
            connection.write(ByteBuffer.wrap(bytes, offset, length));
        } else {
            pause();
            connection.write(ByteBuffer.wrap(bytes, offset, length));
            lastWrite = System.nanoTime();
        }
    }

    private void pause() {
        long pause = pace.pause().toNanos();
        for (long rest = pause - sinceLastWrite(); rest > 0; rest = pause - sinceLastWrite()) {
            LockSupport.parkNanos(this, rest);
        }
    }

    private long sinceLastWrite() {
        return System.nanoTime() - lastWrite;
    }
}
