package dev.netkit.chat.history;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.common.message.MessageCodec;
import java.time.Instant;
import java.util.Optional;

/** A line of a room's file: one JSON object. */
sealed interface HistoryLine {
    MessageCodec<HistoryLine> CODEC = MessageCodec.of(HistoryLine.class);

    /**
     * What follows is said in that room, with numbers of that epoch.
     *
     * @param durable whether everybody who was told of a line was told after it was on disk
     */
    @JsonTypeName("room")
    record Header(String room, String epoch, boolean durable) implements HistoryLine {}

    /** A message. */
    @JsonTypeName("message")
    record Said(long seq, Instant time, String username, String content, Optional<String> id) implements HistoryLine {
        static Said of(ChatMessage message) {
            return new Said(message.seq(), message.time(), message.username(), message.content(), message.id());
        }

        ChatMessage message() {
            return new ChatMessage(seq, time, username, content, id);
        }
    }

    /** Everything that was said before it stands above. */
    @JsonTypeName("closed")
    record Closed(Instant time) implements HistoryLine {}
}
