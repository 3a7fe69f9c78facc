package dev.netkit.chat.client.line;

import java.time.Duration;

/**
 * How long a client waits for what.
 *
 * @param connect for a connection, and for the answer to the first word on it; zero = for ever
 * @param silence after so long a silence it asks whether the server is there
 * @param answer and so long it waits for any sign of life then, before it takes the connection for dead
 * @param reconnects whether a connection that is lost is followed by another one
 */
public record Patience(Duration connect, Duration silence, Duration answer, boolean reconnects) {
    /** As usual, with that time for a connection. */
    public static Patience of(Duration connect, boolean reconnects) {
        return new Patience(connect, Duration.ofSeconds(15), Duration.ofSeconds(10), reconnects);
    }

    /** How long a write may be stuck. */
    public Duration write() {
        return silence.plus(answer);
    }
}
