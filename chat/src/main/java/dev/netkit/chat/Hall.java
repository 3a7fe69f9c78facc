package dev.netkit.chat;

import dev.netkit.chat.Refused.Reason;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All the rooms and everybody who is in them. It decides who may have which name, and when a room begins and ends; it
 * knows no socket and no dialect. For use by many threads at once.
 */
final class Hall {
    /** Where everybody is who does not say otherwise; it stays when it is empty. */
    static final String LOBBY = "lobby";

    private static final int MOST_ROOMS = 10_000;
    private static final int NAMES_REMEMBERED = 10_000;

    private final RoomStore.Shelf shelf;
    private final Publisher publisher;
    private final boolean keep;
    private final Clock clock;
    private final ServiceListener listener;
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final Set<String> seen = Collections.synchronizedSet(new LinkedHashSet<>());

    /** @param keep whether rooms stay when they are empty */
    Hall(RoomStore.Shelf shelf, Publisher publisher, boolean keep, Clock clock, ServiceListener listener) {
        this.shelf = shelf;
        this.publisher = publisher;
        this.keep = keep;
        this.clock = clock;
        this.listener = listener;
    }

    Clock clock() {
        return clock;
    }

    /** Everybody who has a name. */
    Collection<Member> members() {
        return Collections.unmodifiableCollection(members.values());
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
        String key = name.skeleton();
        Member other = members.putIfAbsent(key, member);
        if (other != null && other != member) {
            if (!other.isOf(session)) {
                throw new Refused(Reason.NAME_TAKEN, "somebody here has that name, or one that looks like it");
            }
            depart(other);
            other.cut(EndReason.SUPERSEDED);
            if (members.putIfAbsent(key, member) != null) {
                throw new Refused(Reason.NAME_TAKEN, "somebody here has that name");
            }
        }
        Optional<ChatName> before = member.name();
        member.isCalled(name, session);
        remember(key);
        before.filter(old -> !old.equals(name)).ifPresent(old -> renamed(member, old));
    }

    private void renamed(Member member, ChatName before) {
        if (!before.skeleton().equals(member.name().orElseThrow().skeleton())) {
            members.remove(before.skeleton(), member);
        }
        member.seats().forEach(seat -> seat.room().rename(seat, before.text()));
    }

    private void remember(String key) {
        synchronized (seen) {
            if (seen.size() >= NAMES_REMEMBERED) {
                seen.remove(seen.iterator().next());
            }
            seen.add(key);
        }
    }

    /** Lets a member into a room, which begins now if there is none of that name; see {@link Room#enter}. */
    void enter(Member member, ChatName name, Optional<Since> since, Runnable welcome) throws Refused {
        if (member.seats().size() >= Member.MOST_ROOMS
                && member.seat(name.text()).isEmpty()) {
            throw new Refused(Reason.TOO_MANY_ROOMS, "one member is in " + Member.MOST_ROOMS + " rooms at most");
        }
        while (!room(name.text()).enter(member, since, welcome)) {
            Thread.yield(); // it has just ended: there will be another one in a moment
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
            return new Room(name, shelf.open(name), clock);
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
            publisher.afterwards(() -> end(room));
        }
    }

    private void end(Room room) {
        if (room.retire()) {
            close(room.store());
            rooms.remove(room.name(), room);
        }
    }

    private void close(Closeable store) {
        try {
            store.close();
        } catch (IOException e) {
            listener.on(ServiceEvent.Problem.of("cannot close the history", e));
        }
    }

    /** Lets a member out of everything; once is enough. */
    void depart(Member member) {
        if (!member.departs()) {
            return;
        }
        member.seats().forEach(this::leave);
        member.name().ifPresent(name -> members.remove(name.skeleton(), member));
    }

    void publish(Room room, Draft draft) {
        publisher.publish(room, draft);
    }

    /** Says something to one person alone. */
    void whisper(Whisper whisper) throws Refused {
        find(whisper.to()).tell(whisper);
    }

    private Member find(String username) throws Refused {
        String key = ChatName.ofPerson(username).skeleton();
        Member member = members.get(key);
        if (member == null) {
            throw seen.contains(key)
                    ? new Refused(Reason.GONE, "that one has left")
                    : new Refused(Reason.NO_SUCH_USER, "nobody here has that name");
        }
        return member;
    }

    /** Somebody by name, if they are here. */
    Optional<Member> member(String username) {
        try {
            return Optional.of(find(username));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    /** Tells every room something in the server's own name. */
    void announce(String content) {
        rooms.values().forEach(room -> room.tell(new RoomEvent.Announced(content), FrameLog.NOBODY));
    }

    /** Names, for those who ask without a room. */
    List<String> usernames() {
        return members.values().stream()
                .map(Member::username)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    /** Ends everything: what was said is stored, and the stores are closed. Blocks. */
    void close() {
        publisher.afterwards(() -> rooms.values().forEach(room -> close(room.store())));
        publisher.close();
        close(shelf);
    }
}
