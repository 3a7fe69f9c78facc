package dev.netkit.chat;

import java.util.Optional;

/**
 * What a client has seen of a room.
 *
 * @param seq the last number; 0 = nothing
 * @param epoch of that number; empty = it does not say, and is believed
 */
record Since(long seq, Optional<String> epoch) {}
