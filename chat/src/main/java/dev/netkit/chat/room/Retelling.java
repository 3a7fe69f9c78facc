package dev.netkit.chat.room;

import dev.netkit.chat.delivery.MemberWriter;
import dev.netkit.chat.history.RoomStore;
import dev.netkit.chat.talk.CatchUp;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.chat.talk.RoomEvent;
import java.io.IOException;
import java.util.List;

/**
 * What a client is told again that has missed something, in its own words.
 *
 * @param store where those messages are that are not at hand
 */
record Retelling(CatchUp missed, RoomStore store) {
    /** What it counts for while it waits, in bytes: it holds on to messages that the room may have forgotten. */
    private static final int COST = 32 * 1024;

    /** Sends it at its turn; never blocks. */
    void to(Member member) {
        member.writer().then(writer -> write(writer, member.encoder()), COST);
    }

    /** On the writer's own thread; blocks, while the room goes on. */
    private void write(MemberWriter writer, DialectEncoder encoder) throws IOException {
        List<byte[]> header = encoder.history(missed);
        if (header.isEmpty()) {
            return; // the dialect has no words for what is past
        }
        writer.write(header);
        try (MemberWriter.Batch batch = writer.new Batch()) {
            if (missed.from() < missed.firstAtHand()) {
                store.read(missed.from(), missed.firstAtHand() - 1, message -> batch.add(told(message, encoder)));
            }
            for (ChatMessage message : missed.recent()) {
                batch.add(told(message, encoder));
            }
        }
    }

    private List<byte[]> told(ChatMessage message, DialectEncoder encoder) {
        return encoder.told(new RoomEvent.Said(missed.room(), message, RoomEvent.Shape.NONE));
    }
}
