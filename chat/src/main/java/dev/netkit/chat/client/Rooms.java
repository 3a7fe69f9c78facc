package dev.netkit.chat.client;

import dev.netkit.chat.wire.ChatReply.History;
import dev.netkit.chat.wire.ChatRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of each room that one is in: the number of its last message, and of which series of numbers it is. Knows
 * from that what is new, what came before, and what is missing. Not for use by two threads at once.
 */
final class Rooms {
    private static final long UNKNOWN = -1;

    private final Backlog backlog;
    private final Map<String, Seen> rooms = new LinkedHashMap<>();

    /** Of a room that is entered for the first time, this backlog is wanted. */
    Rooms(Backlog backlog) {
        this.backlog = backlog;
    }

    private static final class Seen {
        private long last = UNKNOWN;
        private Optional<String> epoch = Optional.empty();
    }

    void enter(String room) {
        rooms.putIfAbsent(room, new Seen());
    }

    void leave(String room) {
        rooms.remove(room);
    }

    List<String> names() {
        return List.copyOf(rooms.keySet());
    }

    /** How to come (back) into a room: with all that was said since it was seen last. */
    ChatRequest.Join join(String room) {
        Seen seen = rooms.getOrDefault(room, new Seen());
        long since = seen.last == UNKNOWN ? backlog.since() : seen.last;
        return new ChatRequest.Join(room, Optional.of(since), seen.epoch);
    }

    /** What is missing before the messages that the server announces, if something is. */
    Optional<ChatEvent.Gap> announced(History history) {
        Seen seen = rooms.computeIfAbsent(history.room(), name -> new Seen());
        Optional<ChatEvent.Gap> gap = Optional.empty();
        if (seen.last == UNKNOWN) {
            begin(seen, history);
            if (!history.complete() && backlog.wantsAll()) {
                gap = gap(history.room(), Optional.empty());
            }
        } else if (!seen.epoch.orElse(history.epoch()).equals(history.epoch())) {
            gap = gap(history.room(), Optional.empty());
            seen.last = before(history);
        } else {
            gap = missing(history.room(), seen, before(history));
        }
        seen.epoch = Optional.of(history.epoch());
        return gap;
    }

    /** Of a long backlog only the last messages count as new. */
    private void begin(Seen seen, History history) {
        long last = backlog.wantsAll() ? before(history) : Math.max(before(history), history.to() - backlog.last());
        seen.last = Backlog.isNumber(last) ? last : UNKNOWN;
    }

    /** The number before the first message that is announced; the room's last one if none is. */
    private static long before(History history) {
        return Math.max(0, Math.min(history.from() - 1, history.to()));
    }

    /** A message is here: whether it is new, and how many before it are missing. */
    record Place(boolean isNew, Optional<ChatEvent.Gap> gap) {}

    /** Takes the number of a message that has come. */
    Place take(String room, long seq) {
        Seen seen = rooms.computeIfAbsent(room, name -> new Seen());
        if (seen.last != UNKNOWN && seq <= seen.last) {
            return new Place(false, Optional.empty());
        }
        Optional<ChatEvent.Gap> gap = seen.last == UNKNOWN ? Optional.empty() : missing(room, seen, seq - 1);
        seen.last = seq;
        return new Place(true, gap);
    }

    private static Optional<ChatEvent.Gap> missing(String room, Seen seen, long before) {
        long missing = before - seen.last;
        seen.last = Math.max(seen.last, before);
        return missing > 0 ? gap(room, Optional.of(missing)) : Optional.empty();
    }

    private static Optional<ChatEvent.Gap> gap(String room, Optional<Long> missing) {
        return Optional.of(new ChatEvent.Gap(room, missing));
    }
}
