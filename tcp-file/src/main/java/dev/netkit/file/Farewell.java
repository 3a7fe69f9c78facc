package dev.netkit.file;

import dev.netkit.common.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Ends a connection on which data is still coming so that the peer gets to read the last message. Closing at once would
 * make the system answer the data with a reset, which throws the message away.
 */
public final class Farewell {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Connection connection;

    public Farewell(Connection connection) {
        this.connection = connection;
    }

    /** Reads and drops what comes until the peer closes, 2 s at most. */
    public void waitForPeer() {
        long began = System.nanoTime();
        ByteBuffer dropped = ByteBuffer.allocate(64 * 1024);
        try {
            connection.endOutput();
            while (System.nanoTime() - began < LONGEST.toNanos()) {
                connection.readTimeout(LONGEST);
                if (connection.input().read(dropped.array(), 0, dropped.capacity()) < 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // The peer has gone in its own way.
        }
    }
}
