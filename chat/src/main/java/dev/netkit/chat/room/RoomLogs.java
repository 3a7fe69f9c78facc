package dev.netkit.chat.room;

import dev.netkit.chat.delivery.FrameLog;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.chat.talk.RoomEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is told in a room, once for each encoder that somebody there listens with. For use under the room's lock. */
final class RoomLogs {
    private final Map<DialectEncoder, FrameLog> logs = new HashMap<>(4);

    /** The log of an encoder, which begins now if there is none. */
    FrameLog of(DialectEncoder encoder) {
        return logs.computeIfAbsent(encoder, any -> new FrameLog());
    }

    /**
     * Encodes and adds an event.
     *
     * @return whether a log has gone on a good deal: a moment to look after those who are behind
     */
    boolean append(RoomEvent event, Object author) {
        boolean full = false;
        for (Map.Entry<DialectEncoder, FrameLog> log : logs.entrySet()) {
            for (byte[] piece : log.getKey().told(event)) {
                full |= log.getValue().append(piece, author);
            }
        }
        return full;
    }

    /** A log that nobody reads is not written any more. */
    void keepOnlyThoseOf(Collection<Seat> seats) {
        Set<DialectEncoder> used = new HashSet<>();
        seats.forEach(seat -> used.add(seat.encoder()));
        logs.keySet().retainAll(used);
    }
}
