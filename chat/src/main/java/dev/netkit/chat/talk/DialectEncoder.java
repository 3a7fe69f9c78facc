package dev.netkit.chat.talk;

import java.util.List;

/**
 * The words of a dialect for everything that its clients are told, as bytes that go out as they are. Members who share an
 * encoder share the bytes: what happens in a room is encoded once for each encoder there, however many members listen.
 * Each method gives one piece or more where the dialect must cut, and none where it has no words. For use by many threads
 * at once.
 */
public interface DialectEncoder {
    /** Something that happened in a room. */
    List<byte[]> told(RoomEvent event);

    /** Something said to one person alone. */
    List<byte[]> whispered(Whisper whisper);

    /** Who is in a room. */
    default List<byte[]> users(String room, List<String> usernames) {
        return List.of();
    }

    /** What goes before the messages of a catch-up; {@link #told} says those. */
    default List<byte[]> history(CatchUp catchUp) {
        return List.of();
    }

    /** Something that was asked for is not done. */
    List<byte[]> refused(Refused refusal);

    /** How fast, and in how large portions, clients of the dialect can be written to. */
    default Pace pace() {
        return Pace.STREAM;
    }
}
