package dev.netkit.chat.room;

import dev.netkit.chat.history.RoomMemory;
import dev.netkit.chat.history.RoomStore;
import dev.netkit.chat.talk.ChatMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A room's store whose writes wait until the test lets them go, or fail. */
final class GatedStore implements RoomStore {
    final List<List<ChatMessage>> batches = new ArrayList<>();
    final Semaphore begun = new Semaphore(0);
    final Semaphore gate;
    volatile boolean fails;
    private final RoomMemory memory = new RoomMemory("e", List.of());

    /** @param open how many writes go on at once */
    GatedStore(int open) {
        gate = new Semaphore(open);
    }

    @Override
    public RoomMemory memory() {
        return memory;
    }

    @Override
    public long oldest() {
        return 1;
    }

    @Override
    public void begin() {}

    @Override
    public void append(List<ChatMessage> messages) throws IOException {
        begun.release();
        gate.acquireUninterruptibly();
        if (fails) {
            throw new IOException("the disk is full");
        }
        batches.add(List.copyOf(messages));
    }

    @Override
    public void read(long from, long to, Sink sink) {}

    @Override
    public void close() {}
}
