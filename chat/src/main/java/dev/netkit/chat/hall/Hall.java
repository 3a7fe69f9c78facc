package dev.netkit.chat.hall;

import dev.netkit.chat.history.RoomStore;
import dev.netkit.chat.room.Draft;
import dev.netkit.chat.room.Member;
import dev.netkit.chat.room.Publisher;
import dev.netkit.chat.room.Room;
import dev.netkit.chat.room.Seat;
import dev.netkit.chat.room.WakeUpCall;
import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.Refused.Reason;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.Since;
import dev.netkit.chat.talk.Whisper;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * All the rooms and everybody who is in them. It decides when a room begins and ends; it knows no socket and no dialect.
 * For use by many threads at once.
 */
public final class Hall {
    /** It stays when it is empty. */
    private static final String LOBBY = ChatFormat.LOBBY;

    private static final int MOST_ROOMS = 10_000;
    private static final long A_MOMENT = TimeUnit.MICROSECONDS.toNanos(100);

    private final RoomStore.Shelf shelf;
    private final Publisher publisher;
    private final boolean keep;
    private final Clock clock;
    private final ServiceListener listener;
    private final Register register = new Register();
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Executor caller = WakeUpCall.callerOfAll();
    private final ChatFigures figures = new ChatFigures(this);
    private volatile boolean closing;

    /**
     * @param keep whether rooms stay when they are empty
     * @throws IOException if the lobby cannot be opened
     */
    public Hall(RoomStore.Shelf shelf, Publisher publisher, boolean keep, Clock clock, ServiceListener listener)
            throws IOException {
        this.shelf = shelf;
        this.publisher = publisher;
        this.keep = keep;
        this.clock = clock;
        this.listener = listener;
        rooms.put(
                LOBBY,
                new Room(LOBBY, shelf.open(LOBBY), clock, caller)); // nobody can be kept out of it by other rooms
    }

    Clock clock() {
        return clock;
    }

    Register register() {
        return register;
    }

    /** What can be read of the work done here. */
    public ChatFigures figures() {
        return figures;
    }

    /** What the one who runs the server may do here. */
    public ChatHost host() {
        return new ChatHost(this);
    }

    Publisher publisher() {
        return publisher;
    }

    Collection<Room> rooms() {
        return Collections.unmodifiableCollection(rooms.values());
    }

    /**
     * Gives a member its name, or another one. Whoever comes with the secret of a client that is still here takes that
     * one's place.
     *
     * @throws Refused if somebody else has it, or one that looks like it
     */
    void name(Member member, ChatName name, Optional<String> session) throws Refused {
        Optional<ChatName> before = member.name();
        Optional<Member> superseded = register.enter(member, name, session);
        superseded.ifPresent(this::depart);
        superseded.ifPresent(other -> other.dismiss(EndReason.SUPERSEDED));
        before.filter(old -> !old.equals(name))
                .ifPresent(old -> member.seats().forEach(seat -> seat.room().rename(seat, old.text())));
    }

    /** Lets a member into a room, which begins now if there is none of that name; see {@link Room#enter}. */
    void enter(Member member, ChatName name, Optional<Since> since, Runnable welcome) throws Refused {
        if (member.seats().size() >= Member.MOST_ROOMS
                && member.seat(name.text()).isEmpty()) {
            throw new Refused(Reason.TOO_MANY_ROOMS, "one member is in " + Member.MOST_ROOMS + " rooms at most");
        }
        while (!room(name.text()).enter(member, since, welcome)) {
            LockSupport.parkNanos(A_MOMENT); // it has just ended: there will be another one when all is stored
        }
    }

    private Room room(String name) throws Refused {
        Room here = rooms.get(name);
        if (here != null) {
            return here;
        }
        if (rooms.size() >= MOST_ROOMS) {
            throw new Refused(Reason.TOO_MANY_ROOMS, "there are " + MOST_ROOMS + " rooms already");
        }
        try {
            return rooms.computeIfAbsent(name, this::open);
        } catch (UncheckedIOException e) {
            listener.on(ServiceEvent.Problem.of("cannot open the history of " + name, e.getCause()));
            throw new Refused(Reason.NOT_STORED, "the history of that room cannot be read just now");
        }
    }

    private Room open(String name) {
        try {
            return new Room(name, shelf.open(name), clock, caller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Room> find(ChatName name) {
        return Optional.ofNullable(rooms.get(name.text()));
    }

    /** Lets a member out of a room. */
    void leave(Seat seat) {
        seat.room().leave(seat);
        endIfEmpty(seat.room());
    }

    private void endIfEmpty(Room room) {
        if (!keep && room.isEmpty() && !room.name().equals(LOBBY)) {
            end(room);
        }
    }

    /** Nothing is said there any more, so what is stored before the file is closed is everything. */
    private void end(Room room) {
        if (room.retire()) {
            publisher.afterwards(() -> {
                close(room);
                rooms.remove(room.name(), room);
            });
        }
    }

    private void close(Closeable store) {
        try {
            store.close();
        } catch (IOException e) {
            listener.on(ServiceEvent.Problem.of("cannot close the history", e));
        }
    }

    /**
     * Lets a member out of everything. Once is enough, but whoever takes its place while it leaves by itself does not go
     * on before it is out. When the server stops nobody is left to be told of it.
     */
    void depart(Member member) {
        member.departs();
        if (!closing) {
            member.seats().forEach(this::leave);
        }
        register.leave(member); // last: nobody comes under that name while others are still told that it leaves
    }

    void publish(Room room, Draft draft) {
        publisher.publish(room, draft);
    }

    /**
     * Says something to one person alone.
     *
     * @return who it was
     */
    Member whisper(Whisper whisper) throws Refused {
        Member addressee = register.find(whisper.to());
        if (!addressee.tell(whisper)) {
            throw new Refused(Reason.NOT_READING, "too much is waiting for that one already");
        }
        figures.told(1);
        return addressee;
    }

    /** Tells everybody something in the server's own name. */
    void announce(String content) {
        RoomEvent announced = new RoomEvent.Announced(content);
        Set<Member> all = new LinkedHashSet<>(register.all());
        rooms.values().forEach(room -> all.addAll(room.listeners()));
        all.forEach(member -> member.tell(announced));
    }

    /** Nobody is told any more that others leave. */
    public void closing() {
        closing = true;
    }

    /** Ends everything: what was said is stored, and the stores are closed. Blocks. */
    public void close() {
        publisher.afterwards(() -> rooms.values().forEach(this::close));
        publisher.close();
        close(shelf);
    }
}
