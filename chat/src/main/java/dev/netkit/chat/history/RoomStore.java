package dev.netkit.chat.history;

import dev.netkit.chat.talk.ChatMessage;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Where a room's messages outlast the room. One thread at a time appends; others may read meanwhile. */
public interface RoomStore extends Closeable {
    /** What the room begins with. */
    RoomMemory memory();

    /** The smallest number that is stored; more than the last one if there is none. */
    long oldest();

    /** Something is going to be told before it is stored; a store that is found like that is not taken for whole. */
    void begin() throws IOException;

    /** Stores messages, all of them or none; blocks until they are as safe as this store makes them. */
    void append(List<ChatMessage> messages) throws IOException;

    /** Takes messages one by one. */
    interface Sink {
        void take(ChatMessage message) throws IOException;
    }

    /** Gives the messages with these numbers, in order; blocks. */
    void read(long from, long to, Sink sink) throws IOException;

    /** A store for each room. */
    interface Shelf extends Closeable {
        RoomStore open(String room) throws IOException;
    }
}
