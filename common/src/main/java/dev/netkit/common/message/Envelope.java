package dev.netkit.common.message;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * What travels sealed over WebSocket, HTTP and UDP. All five fields are always there.
 *
 * @param userID who speaks
 * @param timestamp when, in ISO 8601 without a zone, by the sender's clock
 * @param text what is said; may be empty
 * @param cmd one of the constants here, or empty
 * @param args what belongs to the command; may be empty
 */
public record Envelope(String userID, String timestamp, String text, String cmd, String args) {
    public static final String HANDSHAKE = "handshake";
    public static final String PING = "ping";
    public static final String ERROR = "error";

    /** An envelope of this moment. */
    public static Envelope of(String userID, Clock clock, String text, String cmd) {
        String now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.MILLIS).toString();
        return new Envelope(userID, now, text, cmd, "");
    }
}
