package dev.netkit.chat.jim;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;

/** What a JIM client asks; {@code time}, which every request has, is not looked at. */
public sealed interface JimRequest {
    /** One method for each request, so that a new one does not compile until it is handled. */
    interface Handler<R> {
        R presence(Presence request);

        R msg(Msg request);

        R message(Message request);

        R join(Join request);

        R leave(Leave request);

        R contacts(GetContacts request);

        R quit(Quit request);

        R exit(Exit request);
    }

    <R> R tell(Handler<R> handler);

    /** Here is somebody. */
    @JsonTypeName("presence")
    record Presence(User user) implements JimRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.presence(this);
        }
    }

    /** Whoever is there; {@code status} is any text. */
    record User(@JsonProperty("account_name") String accountName, Optional<String> status) {}

    /** Something said, in shape A; {@code to} is a name or {@code #room}. */
    @JsonTypeName("msg")
    record Msg(Optional<String> to, String message) implements JimRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.msg(this);
        }
    }

    /** Something said, in shape B. */
    @JsonTypeName("message")
    record Message(
            Optional<String> to, @JsonProperty("mess_text") String text) implements JimRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.message(this);
        }
    }

    /** Into a room. */
    @JsonTypeName("join")
    record Join(String room) implements JimRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.join(this);
        }
    }

    /** Out of a room. */
    @JsonTypeName("leave")
    record Leave(String room) implements JimRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.leave(this);
        }
    }

    /** Who is there? */
    @JsonTypeName("get_contacts")
    record GetContacts() implements JimRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.contacts(this);
        }
    }

    /** The client leaves. */
    @JsonTypeName("quit")
    record Quit() implements JimRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.quit(this);
        }
    }

    /** The client leaves, as others say it. */
    @JsonTypeName("exit")
    record Exit() implements JimRequest {
        @Override
        public <R> R tell(Handler<R> handler) {
            return handler.exit(this);
        }
    }
}
