package dev.netkit.chat;

import java.io.IOException;
import java.util.List;

/**
 * What a client is told that has missed something.
 *
 * @param from the first number that follows
 * @param to the last one, less than {@code from} if nothing follows
 * @param complete whether that is all that it has missed
 * @param recent those of them that are at hand, the last ones; the others are in the store
 */
record CatchUp(String room, String epoch, long from, long to, boolean complete, List<ChatMessage> recent) {
    /** Asks for nothing but where the room stands: the largest number that every JSON reader takes. */
    static final long NOTHING = (1L << 53) - 1;

    /** The first number that is at hand. */
    long firstAtHand() {
        return recent.isEmpty() ? to + 1 : recent.get(0).seq();
    }

    /**
     * @param oldestStored the smallest number that the room's store has; more than the room's last if it has none
     */
    static CatchUp of(String room, RoomMemory memory, Since since, long oldestStored) {
        if (since.seq() == NOTHING) {
            return new CatchUp(room, memory.epoch(), memory.head() + 1, memory.head(), true, List.of());
        }
        boolean sameNumbers = since.epoch().map(memory.epoch()::equals).orElse(true) && since.seq() <= memory.head();
        long wanted = sameNumbers ? Math.max(0, since.seq()) + 1 : 1;
        long oldest = Math.min(oldestStored, memory.oldest());
        long from = Math.max(wanted, oldest);
        return new CatchUp(
                room, memory.epoch(), from, memory.head(), sameNumbers && from == wanted, memory.after(from - 1));
    }

    /** Sends it, on the writer's own thread; blocks, while the room goes on. */
    void write(MemberWriter writer, DialectEncoder encoder, RoomStore store) throws IOException {
        List<byte[]> header = encoder.history(this);
        if (header.isEmpty()) {
            return; // the dialect has no words for what is past
        }
        writer.write(header);
        try (MemberWriter.Batch batch = writer.new Batch()) {
            if (from < firstAtHand()) {
                store.read(from, firstAtHand() - 1, message -> batch.add(told(message, encoder)));
            }
            for (ChatMessage message : recent) {
                batch.add(told(message, encoder));
            }
        }
    }

    private List<byte[]> told(ChatMessage message, DialectEncoder encoder) {
        return encoder.told(new RoomEvent.Said(room, message, RoomEvent.Shape.NONE));
    }
}
