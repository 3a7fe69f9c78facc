package dev.netkit.auth;

import dev.netkit.common.net.AnswerTimeoutException;
import dev.netkit.common.net.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How a wrong password waits for its answer: in a test, not at all. */
@FunctionalInterface
interface Waiting {
    /** Blocks for so long; may return before if the client has left. */
    void await(Connection connection, Duration delay) throws IOException;

    /** Waits, unless the client leaves: whoever does not wait for the answer is to hold nothing up. */
    static void unlessGone(Connection connection, Duration delay) throws IOException {
        long until = System.nanoTime() + delay.toNanos();
        connection.workBegan(); // the client can do nothing but wait
        connection.readTimeout(delay);
        try {
            boolean gone = connection.input().peek(1).length == 0;
            for (long left = until - System.nanoTime(); !gone && left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(left); // it has sent the next request already, which waits as well
            }
        } catch (AnswerTimeoutException e) {
            // It has waited.
        } finally {
            connection.readTimeout(Duration.ZERO);
            connection.workEnded();
        }
    }
}
