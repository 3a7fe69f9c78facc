package dev.netkit.common.net;

import java.util.Optional;

/** What has passed through a service so far; any thread may ask at any time, and no figure but those of now ever falls. */
public interface Traffic {
    /** Bytes that have come. */
    long received();

    /** Bytes that have gone. */
    long sent();

    /** How it stands with the connections, where the service knows any. */
    default Optional<Connections> connections() {
        return Optional.empty();
    }

    /** A service's connections. */
    interface Connections {
        /** How many there are now. */
        int open();

        /** How many there may be at once. */
        int limit();

        /** How many were accepted. */
        long accepted();

        /** How many have ended for that reason. */
        long ended(EndReason reason);
    }
}
