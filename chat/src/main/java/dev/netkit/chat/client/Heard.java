package dev.netkit.chat.client;

import dev.netkit.chat.ChatReply;
import dev.netkit.chat.ChatRequest;
import java.net.ProtocolException;
import java.util.Optional;

/** What a server has said, in whatever dialect. */
sealed interface Heard {
    /** One of the native replies, or what comes to the same. */
    record Reply(ChatReply reply) implements Heard {}

    /** We are let in; the native dialect says so by its {@code users}. */
    record LetIn() implements Heard {}

    /**
     * It does not do what it was asked for.
     *
     * @param about what that was; empty where the dialect does not tell
     */
    record Refused(String code, String detail, Optional<ChatRequest> about) implements Heard {}

    /** It could not be understood, and the next word may well be. */
    record Puzzle(ProtocolException why) implements Heard {}
}
