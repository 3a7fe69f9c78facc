package dev.netkit.chat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room's numbers, its last messages, and the ids of more than those. Not for use by two threads at once. */
final class RoomMemory {
    /** So many messages of a room are at hand. */
    static final int MESSAGES = 1_000;

    /** And of those so much text, in characters. */
    private static final int CHARACTERS = 2 << 20;

    private static final int IDS = 10_000;

    private record Key(String username, String id) {}

    private record Stored(long seq, Instant time) {}

    private final String epoch;
    private final ArrayDeque<ChatMessage> recent = new ArrayDeque<>(0);
    private final Map<Key, Stored> ids = new LinkedHashMap<>(0) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Stored> eldest) {
            return size() > IDS;
        }
    };
    private long head;
    private int characters;

    RoomMemory(String epoch, List<ChatMessage> kept) {
        this.epoch = epoch;
        kept.forEach(this::add);
    }

    /** Of these numbers. */
    String epoch() {
        return epoch;
    }

    /** The last number; 0 = none yet. */
    long head() {
        return head;
    }

    /** What the same client has said before with the same id; its text is taken from the draft, which says it again. */
    Optional<ChatMessage> repeated(Draft draft) {
        return draft.id()
                .map(id -> ids.get(new Key(draft.username(), id)))
                .map(stored ->
                        new ChatMessage(stored.seq(), stored.time(), draft.username(), draft.content(), draft.id()));
    }

    void add(ChatMessage message) {
        head = message.seq();
        recent.add(message);
        characters += message.content().length();
        while (recent.size() > MESSAGES || characters > CHARACTERS) {
            characters -= recent.remove().content().length();
        }
        message.id()
                .ifPresent(id -> ids.put(new Key(message.username(), id), new Stored(message.seq(), message.time())));
    }

    /** The number of the oldest message at hand; one more than {@link #head} if there is none. */
    long oldest() {
        return recent.isEmpty() ? head + 1 : recent.element().seq();
    }

    /** Those at hand with larger numbers than this one. */
    List<ChatMessage> after(long seq) {
        return recent.stream().filter(message -> message.seq() > seq).toList();
    }
}
