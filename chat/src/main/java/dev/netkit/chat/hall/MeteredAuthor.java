package dev.netkit.chat.hall;

import dev.netkit.chat.room.Draft;
import dev.netkit.chat.room.Room;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.Refused;
import dev.netkit.common.net.ServiceMeter;

/**
 * Counts what an author has said once it is told, and how long that took.
 *
 * @param came when it came, by {@link System#nanoTime()}
 */
record MeteredAuthor(Draft.Author author, Room room, ChatFigures figures, ServiceMeter meter, long came)
        implements Draft.Author {
    @Override
    public void stored(ChatMessage message) {
        figures.told(room.size());
        meter.answered(came);
        author.stored(message);
    }

    @Override
    public void repeated(ChatMessage message, String where) {
        meter.answered(came);
        author.repeated(message, where);
    }

    @Override
    public void refused(Draft draft, Refused refusal) {
        meter.answered(came);
        author.refused(draft, refusal);
    }
}
