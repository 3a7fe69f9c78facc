package dev.netkit.chat.client;

import dev.netkit.chat.wire.ChatReply.History;
import dev.netkit.chat.wire.ChatReply.Message;
import dev.netkit.chat.wire.ChatRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What outlives the connections of a client: who it is, which rooms it is in, and what it has to say. */
final class Conversation {
    private static final int SECRET_BYTES = 16;
    private static final int MOST_REMEMBERED = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final String session = randomText();
    private final ReentrantLock lock = new ReentrantLock();
    private final Rooms rooms;
    private final Outbox outbox = new Outbox();
    private volatile String room;
    private volatile String wanted;
    private volatile String username;
    private final Map<String, Boolean> confided = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private volatile boolean everIn;

    Conversation(ClientSettings settings) {
        this.rooms = new Rooms(settings.backlog());
        this.room = settings.room();
        this.wanted = settings.username();
        this.username = settings.username();
        rooms.enter(room);
    }

    String randomText() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Outbox outbox() {
        return outbox;
    }

    /** Where one speaks unless one says where. */
    String room() {
        return room;
    }

    /** The name that the server knows, or the one that it will be told first. */
    String username() {
        return username;
    }

    /** The name in the next hello. */
    String wanted() {
        return wanted;
    }

    boolean wasEverIn() {
        return everIn;
    }

    void want(String name) {
        wanted = name;
    }

    /** The server knows us by this name; whether that is news. */
    boolean letIn(String name) {
        boolean news = !everIn || !username.equals(name);
        username = name;
        everIn = true;
        return news;
    }

    /** It does not take the name that was wanted, and knows us by the one before, if by any. */
    void refused() {
        wanted = everIn ? username : wanted;
    }

    /** Whether a confidence is new: one that was sent again after a lost connection has the same id. */
    boolean isNewConfidence(Message message) {
        return message.id().isEmpty()
                || locked(() ->
                        confided.put(message.username() + ' ' + message.id().get(), true) == null);
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Speaks in another room from now on, and is in it after each hello; how to get into it now. */
    ChatRequest.Join enter(String name) {
        return locked(() -> {
            rooms.enter(name);
            room = name;
            return rooms.join(name);
        });
    }

    /** Is in that room no more; false if it is in no other one, because one always is in some room. */
    boolean leave(String name) {
        return locked(() -> {
            List<String> others =
                    rooms.names().stream().filter(other -> !other.equals(name)).toList();
            if (others.isEmpty()) {
                return false;
            }
            rooms.leave(name);
            room = room.equals(name) ? others.get(others.size() - 1) : room;
            return true;
        });
    }

    List<String> rooms() {
        return locked(rooms::names);
    }

    /** As {@link Rooms#take}. */
    Rooms.Place take(String name, long seq) {
        return locked(() -> rooms.take(name, seq));
    }

    /** As {@link Rooms#announced}. */
    Optional<ChatEvent.Gap> announced(History history) {
        return locked(() -> rooms.announced(history));
    }

    ChatRequest.Hello hello() {
        ChatRequest.Join here = locked(() -> rooms.join(room));
        return new ChatRequest.Hello(
                wanted, Optional.of(here.room()), here.since(), here.epoch(), Optional.of(session));
    }

    /** Into all rooms but the one that a hello has led into. */
    List<ChatRequest.Join> joins(Optional<String> entrance) {
        return locked(() -> rooms.names().stream()
                .filter(name -> !entrance.equals(Optional.of(name)))
                .map(rooms::join)
                .toList());
    }
}
