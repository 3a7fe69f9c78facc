package dev.netkit.chat.talk;

import java.util.Optional;

/**
 * What a client has seen of a room.
 *
 * @param seq the last number; 0 = nothing
 * @param epoch of that number; empty = it does not say, and is believed
 */
public record Since(long seq, Optional<String> epoch) {
    /** Asks for nothing but where the room stands: the largest number that every JSON reader takes. */
    private static final long NOTHING = (1L << 53) - 1;

    /** Whether nothing is asked for but where the room stands. */
    public boolean wantsNothing() {
        return seq == NOTHING;
    }
}
