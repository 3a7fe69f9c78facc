package dev.netkit.chat.client;

import dev.netkit.chat.ChatReply.History;
import dev.netkit.chat.ChatRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What outlives the connections of a client: who it is, which rooms it is in, and what it has to say. */
final class Conversation {
    private static final int SECRET_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final String session = randomText();
    private final ReentrantLock lock = new ReentrantLock();
    private final Rooms rooms;
    private final Outbox outbox = new Outbox();
    private final AtomicInteger whosAsked = new AtomicInteger();
    private volatile String room;
    private volatile String wanted;
    private volatile String username;
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private volatile String entrance;
    private volatile boolean everIn;

    Conversation(ClientSettings settings) {
        this.rooms = new Rooms(settings.backlog());
        this.room = settings.room();
        this.entrance = settings.room();
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

    /** Whether the server has yet to say what it thinks of a name. */
    boolean isNameUnanswered() {
        return !told.isEmpty();
    }

    void want(String name) {
        wanted = name;
    }

    /** The server knows us by the name that it was told; whether that is news. */
    boolean letIn() {
        String before = username;
        username = Optional.ofNullable(told.poll()).orElse(before);
        boolean news = !everIn || !username.equals(before);
        everIn = true;
        return news;
    }

    /** It does not take the name that it was told. */
    String refused() {
        String name = Optional.ofNullable(told.poll()).orElse(wanted);
        wanted = everIn ? username : wanted;
        return name;
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
        entrance = here.room();
        told.add(wanted);
        return new ChatRequest.Hello(
                wanted, Optional.of(here.room()), here.since(), here.epoch(), Optional.of(session));
    }

    /** Into all rooms but the one that the hello leads into. */
    List<ChatRequest.Join> joins() {
        return locked(() -> rooms.names().stream()
                .filter(name -> !name.equals(entrance))
                .map(rooms::join)
                .toList());
    }

    void connected() {
        whosAsked.set(0);
        told.clear();
    }

    void askedWho() {
        whosAsked.incrementAndGet();
    }

    /** Whether a list of users is the answer to a question, and not to a hello. */
    boolean isAnswerToWho() {
        return whosAsked.getAndUpdate(asked -> Math.max(0, asked - 1)) > 0;
    }
}
