package dev.netkit.chat.wire;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;

/** What a native client says to the server (docs/protocol.md, "Chat"). */
public sealed interface ChatRequest {
    /** One method for each request, so that a new one does not compile until it is handled. */
    interface Handler<R> {
        R hello(Hello request);

        R text(Text request);

        R join(Join request);

        R leave(Leave request);

        R who(Who request);

        R ping(Ping request);

        R bye(Bye request);
    }

    <R> R tell(Handler<R> handler);

    /** What is only compared, and goes to everybody, need not be long. */
    int MAX_MARK = 128;

    private static void checkMark(String what, Optional<String> mark) {
        if (mark.map(String::length).orElse(0) > MAX_MARK) {
            throw new IllegalArgumentException("\"" + what + "\" has at most " + MAX_MARK + " characters");
        }
    }

    /**
     * Who this is, and where it wants to be; said again, it is another name.
     *
     * @param room empty = the lobby
     * @param since the last number that the client has seen of the room; 0 = all that there is; empty = nothing of it
     * @param epoch of the numbers, as the server told it with them
     * @param session a secret of the client's own: whoever comes back with it takes the place of the connection before
     */
    @JsonTypeName("hello")
    record Hello(
            String username,
            Optional<String> room,
            Optional<Long> since,
            Optional<String> epoch,
            Optional<String> session)
            implements ChatRequest {
        public Hello {
            checkMark("epoch", epoch);
            checkMark("session", session);
        }

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.hello(this);
        }
    }

    /**
     * Something said, to a room or to one person.
     *
     * @param room empty = the room of the last hello or join
     * @param to the one whom it is for alone
     * @param id comes back with the message; said again with it, it is stored once
     */
    @JsonTypeName("text")
    record Text(String content, Optional<String> room, Optional<String> to, Optional<String> id)
            implements ChatRequest {
        public Text {
            checkMark("id", id);
        }

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.text(this);
        }
    }

    /** Into one more room; {@code since} and {@code epoch} as in {@link Hello}. */
    @JsonTypeName("join")
    record Join(String room, Optional<Long> since, Optional<String> epoch) implements ChatRequest {
        public Join {
            checkMark("epoch", epoch);
        }

        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.join(this);
        }
    }

    /** Out of a room. */
    @JsonTypeName("leave")
    record Leave(String room) implements ChatRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.leave(this);
        }
    }

    /** Who is there? {@code room} empty = the room of the last hello or join. */
    @JsonTypeName("who")
    record Who(Optional<String> room) implements ChatRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.who(this);
        }
    }

    /** Are you there? */
    @JsonTypeName("ping")
    record Ping() implements ChatRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.ping(this);
        }
    }

    /** The client leaves; the server closes the connection. */
    @JsonTypeName("bye")
    record Bye() implements ChatRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.bye(this);
        }
    }
}
