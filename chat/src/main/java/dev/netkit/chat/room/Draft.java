package dev.netkit.chat.room;

import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent.Shape;
import java.util.Optional;

/**
 * What somebody wants to say to a room, before it has a number and a time.
 *
 * @param username of the member when it said this
 * @param id as the author's client gave it
 * @param shape how a JIM client wrote it
 * @param author is told what became of it
 */
public record Draft(Member member, String username, String content, Optional<String> id, Shape shape, Author author) {
    /** Is told what became of a draft, on whatever thread; must not block. */
    public interface Author {
        /** It has its number, and the room is told. */
        void stored(ChatMessage message);

        /** The same id was stored before; nobody is told again. */
        void repeated(ChatMessage message, String room);

        /** It is not stored, and nobody is told. */
        void refused(Draft draft, Refused refusal);
    }
}
