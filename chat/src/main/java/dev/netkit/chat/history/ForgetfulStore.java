package dev.netkit.chat.history;

import dev.netkit.chat.talk.ChatMessage;
import java.util.List;
import java.util.Random;

/** Keeps nothing: when such a room is gone, so are its numbers. */
public final class ForgetfulStore implements RoomStore {
    private final RoomMemory memory = new RoomMemory(newEpoch(), List.of());

    /** A new one for each room. */
    public static final Shelf SHELF = new Shelf() {
        @Override
        public RoomStore open(String room) {
            return new ForgetfulStore();
        }

        @Override
        public void close() {}
    };

    /** Any text that was not used before will do. */
    static String newEpoch() {
        return Long.toHexString(new Random().nextLong() | 1L << 60);
    }

    @Override
    public RoomMemory memory() {
        return memory;
    }

    @Override
    public long oldest() {
        return Long.MAX_VALUE;
    }

    @Override
    public void begin() {}

    @Override
    public void append(List<ChatMessage> messages) {}

    @Override
    public void read(long from, long to, Sink sink) {}

    @Override
    public void close() {}
}
