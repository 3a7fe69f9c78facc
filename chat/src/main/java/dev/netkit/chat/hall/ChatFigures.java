package dev.netkit.chat.hall;

import dev.netkit.chat.room.Member;
import dev.netkit.chat.room.Room;
import java.util.concurrent.atomic.LongAdder;

/** What can be read of a chat's work at any time, by any thread; nothing of it is computed before somebody asks. */
public final class ChatFigures {
    private final Hall hall;
    private final LongAdder messages = new LongAdder();
    private final LongAdder deliveries = new LongAdder();

    ChatFigures(Hall hall) {
        this.hall = hall;
    }

    /** Something was told to so many members. */
    void told(int members) {
        messages.increment();
        deliveries.add(members);
    }

    /** Texts that were told to a room, or to one person. */
    public long messages() {
        return messages.sum();
    }

    /** To how many members those were told, one with another. */
    public long deliveries() {
        return deliveries.sum();
    }

    public int rooms() {
        return hall.rooms().size();
    }

    /** Rooms in which whoever speaks has to wait, because most members are far behind. */
    public int congestedRooms() {
        return (int) hall.rooms().stream().filter(Room::wasCongested).count();
    }

    /** Those who have a name. */
    public int members() {
        return hall.register().all().size();
    }

    /** Bytes that are told and not yet written to their members, all together. */
    public long backlog() {
        return hall.register().all().stream().mapToLong(Member::backlog).sum();
    }

    /** The backlog of the member who is furthest behind. */
    public long longestBacklog() {
        return hall.register().all().stream().mapToLong(Member::backlog).max().orElse(0);
    }

    /** What waits to be written to the history. */
    public int unwritten() {
        return hall.publisher().waiting();
    }
}
