package dev.netkit.chat.room;

import dev.netkit.chat.history.RoomMemory;
import dev.netkit.chat.talk.ChatMessage;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which numbers drafts will have in a room: the next ones, or those of what they repeat. For use under the room's lock. */
final class Numbering {
    /** A draft with its number, or with the message that it repeats. */
    record Numbered(Draft draft, ChatMessage message, boolean repeated) {
        void tellAuthor(String room) {
            if (repeated) {
                draft.author().repeated(message, room);
            } else {
                draft.author().stored(message);
            }
        }
    }

    private record Mark(String username, String id) {}

    private final RoomMemory memory;
    private final Clock clock;

    Numbering(RoomMemory memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /** In their order; the room's memory stays as it is. */
    List<Numbered> number(List<Draft> drafts) {
        List<Numbered> numbered = new ArrayList<>(drafts.size());
        Map<Mark, ChatMessage> justNow = new HashMap<>();
        long seq = memory.head();
        for (Draft draft : drafts) {
            Optional<ChatMessage> before = memory.repeated(draft.username(), draft.id(), draft.content())
                    .or(() -> draft.id().map(id -> justNow.get(new Mark(draft.username(), id))));
            seq += before.isPresent() ? 0 : 1;
            ChatMessage message = before.isPresent() ? before.get() : message(draft, seq);
            draft.id().ifPresent(id -> justNow.put(new Mark(draft.username(), id), message));
            numbered.add(new Numbered(draft, message, before.isPresent()));
        }
        return numbered;
    }

    private ChatMessage message(Draft draft, long seq) {
        return new ChatMessage(
                seq, clock.instant().truncatedTo(ChronoUnit.MILLIS), draft.username(), draft.content(), draft.id());
    }
}
