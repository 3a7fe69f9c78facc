package dev.netkit.chat.wire;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the server says to a native client (docs/protocol.md, "Chat"). */
public sealed interface ChatReply {
    /** One method for each reply, so that a new one does not compile until it is handled. */
    interface Handler<R> {
        R message(Message reply);

        R joined(Joined reply);

        R left(Left reply);

        R users(Users reply);

        R notice(Notice reply);

        R pong(Pong reply);

        R history(History reply);
    }

    <R> R tell(Handler<R> handler);

    /**
     * Something that somebody said. Servers and clients of three types know {@code username} and {@code content} only.
     *
     * @param seq counts up by one in each room; 0 for what was said to one person alone, which no room counts
     * @param to whom it was said to alone
     * @param id as its author's client gave it
     */
    @JsonTypeName("message")
    record Message(
            String username,
            String content,
            Optional<String> room,
            Optional<Long> seq,
            Optional<Instant> time,
            Optional<String> to,
            Optional<String> id)
            implements ChatReply {
        /** As those tell it that know three types. */
        public static Message plain(String username, String content) {
            return new Message(
                    username,
                    content,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.message(this);
        }
    }

    /** Somebody came into a room. */
    @JsonTypeName("joined")
    record Joined(String username, String room) implements ChatReply {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.joined(this);
        }
    }

    /** Somebody left a room. */
    @JsonTypeName("left")
    record Left(String username, String room) implements ChatReply {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.left(this);
        }
    }

    /** Who is in a room, in the order in which they came. */
    @JsonTypeName("users")
    record Users(String room, List<String> usernames) implements ChatReply {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.users(this);
        }
    }

    /** The server itself has something to say. */
    @JsonTypeName("notice")
    record Notice(String content) implements ChatReply {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.notice(this);
        }
    }

    /** I am. */
    @JsonTypeName("pong")
    record Pong() implements ChatReply {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.pong(this);
        }
    }

    /**
     * What a {@code since} brings: the messages {@code from} to {@code to} follow.
     *
     * @param epoch of these numbers; with another one they began anew
     * @param to less than {@code from} where nothing follows
     * @param complete false where something that was asked for is gone
     */
    @JsonTypeName("history")
    record History(String room, String epoch, long from, long to, boolean complete) implements ChatReply {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.history(this);
        }
    }
}
