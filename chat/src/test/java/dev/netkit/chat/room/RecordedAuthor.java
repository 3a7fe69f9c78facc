package dev.netkit.chat.room;

import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.Refused.Reason;
import dev.netkit.chat.talk.RoomEvent.Shape;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what became of drafts. */
final class RecordedAuthor implements Draft.Author {
    final List<ChatMessage> stored = new CopyOnWriteArrayList<>();
    final List<ChatMessage> repeated = new CopyOnWriteArrayList<>();
    final List<Reason> refused = new CopyOnWriteArrayList<>();
    final List<String> refusedIds = new CopyOnWriteArrayList<>();

    Draft draft(String content) {
        return draft(content, Optional.empty());
    }

    Draft draft(String content, String id) {
        return draft(content, Optional.of(id));
    }

    private Draft draft(String content, Optional<String> id) {
        return new Draft(null, "ann", content, id, Shape.NONE, this);
    }

    int answers() {
        return stored.size() + repeated.size() + refused.size();
    }

    @Override
    public void stored(ChatMessage message) {
        stored.add(message);
    }

    @Override
    public void repeated(ChatMessage message, String room) {
        repeated.add(message);
    }

    @Override
    public void refused(Draft draft, Refused refusal) {
        draft.id().ifPresent(refusedIds::add);
        refused.add(refusal.reason());
    }
}
