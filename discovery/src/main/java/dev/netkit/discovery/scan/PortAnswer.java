package dev.netkit.discovery.scan;

import java.time.Duration;
import java.util.Optional;

/**
 * How a look at one port ended.
 *
 * @param state empty if the network itself said that it cannot be known
 * @param roundTrip until the connection was taken or refused; nothing means anything else
 * @param banner what an open port said by itself
 * @param handshake who the service there is, if it shares the key
 */
record PortAnswer(
        Optional<PortState> state, Duration roundTrip, Optional<String> banner, Optional<Handshake> handshake) {
    static final PortAnswer UNKNOWN = of(Optional.empty(), Duration.ZERO);
    static final PortAnswer SILENT = of(Optional.of(PortState.FILTERED), Duration.ZERO);

    static PortAnswer of(PortState state, Duration roundTrip) {
        return of(Optional.of(state), roundTrip);
    }

    private static PortAnswer of(Optional<PortState> state, Duration roundTrip) {
        return new PortAnswer(state, roundTrip, Optional.empty(), Optional.empty());
    }

    /** What it says about the host. */
    Evidence evidence() {
        if (handshake.isPresent()) {
            return Evidence.HANDSHAKE;
        }
        return switch (stateOfAHost()) {
            case OPEN -> Evidence.SYN_ACK;
            case CLOSED -> Evidence.RST;
            case FILTERED -> Evidence.NONE;
        };
    }

    /** What it is, if the host is there. */
    PortState stateOfAHost() {
        return state.orElse(PortState.FILTERED);
    }
}
