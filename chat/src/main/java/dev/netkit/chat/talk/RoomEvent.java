package dev.netkit.chat.talk;

/** What everybody in a room is told; each dialect has its own words for it. */
public sealed interface RoomEvent {
    /** One method for each event, so that a new one does not compile until every dialect has words for it. */
    interface Handler<R> {
        R said(Said event);

        R joined(Joined event);

        R left(Left event);

        R announced(Announced event);
    }

    <R> R tell(Handler<R> handler);

    /** Somebody said something; {@code shape} is what the author's dialect wants kept of it. */
    record Said(String room, ChatMessage message, Shape shape) implements RoomEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.said(this);
        }
    }

    record Joined(String room, String username) implements RoomEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.joined(this);
        }
    }

    record Left(String room, String username) implements RoomEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.left(this);
        }
    }

    /** The server itself has something to say. */
    record Announced(String content) implements RoomEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.announced(this);
        }
    }

    /** How a JIM client wrote it; messages are forwarded to JIM clients in the shape that their authors used. */
    enum Shape {
        /** It came in another dialect. */
        NONE,
        /** {@code msg} with {@code message}. */
        MSG,
        /** {@code message} with {@code mess_text}. */
        MESSAGE
    }
}
