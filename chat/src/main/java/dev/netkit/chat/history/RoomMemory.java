package dev.netkit.chat.history;

import dev.netkit.chat.talk.CatchUp;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.Since;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room's numbers, its last messages, and the ids of more than those. Not for use by two threads at once. */
public final class RoomMemory {
    /** So many messages of a room are at hand. */
    public static final int MESSAGES = 1_000;

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

    /** @param kept what is at hand already, in order */
    public RoomMemory(String epoch, List<ChatMessage> kept) {
        this.epoch = epoch;
        kept.forEach(this::add);
    }

    /** Of these numbers. */
    String epoch() {
        return epoch;
    }

    /** The last number; 0 = none yet. */
    public long head() {
        return head;
    }

    /** What the same client has said before with the same id; the text is taken from what it says again. */
    public Optional<ChatMessage> repeated(String username, Optional<String> id, String content) {
        return id.map(any -> ids.get(new Key(username, any)))
                .map(stored -> new ChatMessage(stored.seq(), stored.time(), username, content, id));
    }

    /**
     * What a client has missed of the room.
     *
     * @param oldestStored the smallest number that the room's store has; more than the room's last if it has none
     */
    public CatchUp missed(String room, Since since, long oldestStored) {
        if (since.wantsNothing()) {
            return new CatchUp(room, epoch, head + 1, head, true, List.of());
        }
        boolean sameNumbers = since.epoch().map(epoch::equals).orElse(true) && since.seq() <= head;
        long wanted = sameNumbers ? Math.max(0, since.seq()) + 1 : 1;
        long from = Math.max(wanted, Math.min(oldestStored, oldest()));
        return new CatchUp(room, epoch, from, head, sameNumbers && from == wanted, after(from - 1));
    }

    /** Takes the next one; its number is the largest so far. */
    public void add(ChatMessage message) {
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
