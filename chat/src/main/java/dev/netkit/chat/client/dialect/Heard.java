package dev.netkit.chat.client.dialect;

import dev.netkit.chat.wire.ChatReply;
import dev.netkit.chat.wire.ChatRequest;
import dev.netkit.common.message.RefusedByPeerException;
import java.net.ProtocolException;
import java.util.Optional;

/** What a server has said, in whatever dialect. */
public sealed interface Heard {
    /** One of the native replies, or what comes to the same. */
    record Reply(ChatReply reply) implements Heard {}

    /** We are let in; the native dialect says so by its {@code users}. */
    record LetIn() implements Heard {}

    /**
     * It does not do what it was asked for.
     *
     * @param about what that was; empty where the dialect does not tell
     * @param id of the text that it was; empty where it had none, or was no text, or the server does not tell
     */
    record Refused(String code, String detail, Optional<ChatRequest> about, Optional<String> id) implements Heard {
        /** Somebody else has the name that we said. */
        public static final String NAME_TAKEN = "name-taken";

        /** Where the dialect knows what the answer is to. */
        Refused(String code, String detail, Optional<ChatRequest> about) {
            this(code, detail, about, Optional.empty());
        }

        /** The error message of native servers. */
        static Refused by(RefusedByPeerException e) {
            return new Refused(e.code(), e.getMessage(), Optional.empty(), e.id());
        }
    }

    /** It could not be understood, and the next word may well be. */
    record Puzzle(ProtocolException why) implements Heard {}
}
