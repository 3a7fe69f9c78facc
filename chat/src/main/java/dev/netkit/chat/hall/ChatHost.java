package dev.netkit.chat.hall;

import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.Refused;
import dev.netkit.common.net.EndReason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the one who runs a chat server may do while it runs. For use by any thread. */
public final class ChatHost {
    private final Hall hall;

    ChatHost(Hall hall) {
        this.hall = hall;
    }

    /** The names in each room, in order. */
    public Map<String, List<String>> who() {
        Map<String, List<String>> rooms = new TreeMap<>();
        hall.rooms()
                .forEach(room -> rooms.put(
                        room.name(),
                        room.usernames().stream()
                                .sorted(String.CASE_INSENSITIVE_ORDER)
                                .toList()));
        return rooms;
    }

    /** Tells everybody something in the server's own name. */
    public void say(String content) {
        hall.announce(content);
    }

    /** Ends somebody's connection; false if nobody here has that name. */
    public boolean kick(String username) {
        try {
            hall.register().find(username).dismiss(EndReason.KICKED);
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    /**
     * Refuses what somebody says from now on, even after coming again, or takes it again; false if nobody here has that
     * name.
     */
    public boolean mute(String username, boolean yes) {
        try {
            return hall.register().mute(ChatName.ofPerson(username), yes);
        } catch (Refused e) {
            return false;
        }
    }
}
