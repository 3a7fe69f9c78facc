package dev.netkit.chat.client;

import dev.netkit.chat.client.dialect.Heard;
import dev.netkit.chat.wire.ChatReply.Message;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that a conversation tells whoever shows it; one record for each kind. */
public sealed interface ChatEvent {
    /** One method for each event, so that a new one does not compile until everybody who shows them handles it. */
    interface Handler<R> {
        R up(Up event);

        R down(Down event);

        R notLetIn(NotLetIn event);

        R said(Said event);

        R confided(Confided event);

        R sent(Sent event);

        R stored(Stored event);

        R unsaid(Unsaid event);

        R joined(Joined event);

        R left(Left event);

        R users(Users event);

        R notice(Notice event);

        R refused(Refused event);

        R gap(Gap event);
    }

    <R> R tell(Handler<R> handler);

    /** The server has let us in, under this name: at first, after each reconnect, and after a change of the name. */
    record Up(String username) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.up(this);
        }
    }

    /** The connection is lost; another one is tried after the pause, and what is said meanwhile waits. */
    record Down(String why, Duration pause) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.down(this);
        }
    }

    /**
     * The server does not let us in under this name. {@link ChatClient#nick} tries another one; until then nothing
     * happens.
     *
     * @param code the server's word for why, such as {@link #NAME_TAKEN}
     */
    record NotLetIn(String username, String code, String detail) implements ChatEvent {
        public static final String NAME_TAKEN = Heard.Refused.NAME_TAKEN;

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.notLetIn(this);
        }
    }

    /** Said in a room: by somebody else, or by us on another day. It always has its room and time. */
    record Said(Message message) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.said(this);
        }
    }

    /** Said to us alone. It always has its time. */
    record Confided(Message message) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.confided(this);
        }
    }

    /** A text of ours has gone, and this dialect never tells whether it was stored. It always has its time. */
    record Sent(Message message) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.sent(this);
        }
    }

    /** A text of ours has come back: the server has it. It always has its id and time, and its room or {@code to}. */
    record Stored(Message message) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.stored(this);
        }
    }

    /** A text of ours will not be told to anybody: the server refused it, or its dialect cannot say it. */
    record Unsaid(String content, String why) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.unsaid(this);
        }
    }

    /** Somebody came into a room; it may be us. */
    record Joined(String username, String room) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.joined(this);
        }
    }

    /** Somebody left a room; it may be us. */
    record Left(String username, String room) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.left(this);
        }
    }

    /** Who is in a room. */
    record Users(String room, List<String> usernames) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.users(this);
        }
    }

    /** The server itself has something to say. */
    record Notice(String content) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.notice(this);
        }
    }

    /** The server does not do what it was asked for. */
    record Refused(String code, String detail) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.refused(this);
        }
    }

    /**
     * Something was said in a room while we were away that the server does not have any more.
     *
     * @param missing how many messages; empty where nobody knows, because the room's numbers began anew
     */
    record Gap(String room, Optional<Long> missing) implements ChatEvent {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.gap(this);
        }
    }
}
