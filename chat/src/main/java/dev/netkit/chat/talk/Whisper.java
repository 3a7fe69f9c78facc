package dev.netkit.chat.talk;

import dev.netkit.chat.talk.RoomEvent.Shape;
import java.time.Instant;
import java.util.Optional;

/**
 * Something said to one person alone; no room counts or keeps it.
 *
 * @param room where its author is
 * @param shape how a JIM client wrote it
 */
public record Whisper(
        String from, String to, String room, String content, Instant time, Optional<String> id, Shape shape) {}
