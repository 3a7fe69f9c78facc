package dev.netkit.chat.dialect;

import java.time.Duration;

/**
 * How long a chat server waits for its clients.
 *
 * @param firstByte until when a client has to say something
 * @param ping so long after the last word a WebSocket client is asked for a sign of life
 */
public record ServerPatience(Duration firstByte, Duration ping) {
    /** That of a server in use. */
    public static final ServerPatience USUAL = new ServerPatience(Duration.ofSeconds(60), Duration.ofSeconds(20));
}
