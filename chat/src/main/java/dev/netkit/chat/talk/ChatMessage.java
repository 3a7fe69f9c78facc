package dev.netkit.chat.talk;

import java.time.Instant;
import java.util.Optional;

/**
 * A message as a room keeps it.
 *
 * @param seq its number in the room, from 1 on
 * @param id as the author's client gave it
 */
public record ChatMessage(long seq, Instant time, String username, String content, Optional<String> id) {}
