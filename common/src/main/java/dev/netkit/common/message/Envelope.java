package dev.netkit.common.message;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;

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

    public Envelope {
        Stream.of(userID, timestamp, text, cmd, args).forEach(Objects::requireNonNull);
    }

    /** An envelope of this moment; local time is that of the clock's zone. */
    public static Envelope of(String userID, Clock clock, String text, String cmd) {
        return of(userID, clock, text, cmd, "");
    }

    /** As {@link #of(String, Clock, String, String)}, with something that belongs to it. */
    public static Envelope of(String userID, Clock clock, String text, String cmd, String args) {
        Instant sameDigits = LocalDateTime.now(clock).toInstant(ZoneOffset.UTC);
        String utc = UtcTime.format(sameDigits); // always three decimals: many peers parse with one fixed pattern
        return new Envelope(userID, utc.substring(0, utc.length() - 1), text, cmd, args);
    }
}
