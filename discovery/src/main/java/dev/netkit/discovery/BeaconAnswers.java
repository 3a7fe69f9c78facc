package dev.netkit.discovery;

import dev.netkit.common.message.Envelope;
import java.time.Clock;

/** What a beacon says to an envelope that holds; knows no network. */
record BeaconAnswers(String name, Clock clock) {
    /** The text of every answer to a datagram, by which it is known as one. */
    static final String DECODED = "decode ok";

    private static final String UNKNOWN = "Unknown cmd";
    private static final String INVALID = "Invalid token";

    Envelope toRequest(Envelope asked) {
        return isKnown(asked.cmd()) ? say("", asked.cmd(), asked) : say(UNKNOWN, Envelope.ERROR, asked);
    }

    Envelope toDatagram(Envelope asked) {
        return say(DECODED, isKnown(asked.cmd()) ? asked.cmd() : "", asked);
    }

    Envelope toInvalid() {
        return Envelope.of(name, clock, INVALID, Envelope.ERROR);
    }

    private static boolean isKnown(String cmd) {
        return cmd.equals(Envelope.HANDSHAKE) || cmd.equals(Envelope.PING);
    }

    private Envelope say(String text, String cmd, Envelope asked) {
        return Envelope.of(name, clock, text, cmd, Nonce.repeated(asked.args()));
    }
}
