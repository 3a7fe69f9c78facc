package dev.netkit.chat.room;

import dev.netkit.chat.history.RoomMemory;
import dev.netkit.chat.history.RoomStore;
import dev.netkit.chat.room.Numbering.Numbered;
import dev.netkit.chat.talk.ChatMessage;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.RoomEvent.Said;
import dev.netkit.chat.talk.Since;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A room: who is in it, what was said, and the numbers of that. Everything that happens goes into a log for each encoder
 * of those who listen; the lock is held for that and no longer. For use by many threads at once.
 */
public final class Room implements Closeable {
    private final String name;
    private final RoomStore store;
    private final RoomMemory memory;
    private final Numbering numbering;
    private final ReentrantLock lock = new ReentrantLock();
    private final RoomLogs logs = new RoomLogs();
    private final Congestion congestion = new Congestion();
    private final WakeUpCall wakeUp;
    private volatile List<Seat> seats = List.of();
    private boolean retired;

    /** @param caller what wakes the members */
    public Room(String name, RoomStore store, Clock clock, Executor caller) {
        this.name = name;
        this.store = store;
        this.memory = store.memory();
        this.numbering = new Numbering(memory, clock);
        this.wakeUp = new WakeUpCall(caller, () -> seats);
    }

    public String name() {
        return name;
    }

    RoomStore store() {
        return store;
    }

    /** Who is here, in the order in which they came. */
    public List<String> usernames() {
        return seats.stream()
                .filter(Seat::isKnown)
                .map(seat -> seat.member().username())
                .toList();
    }

    /** All who hear what is said here, whether it is known who they are or not. */
    public List<Member> listeners() {
        return seats.stream().map(Seat::member).toList();
    }

    /** How many sit here, whether it is known who they are or not. */
    public int size() {
        return seats.size();
    }

    public boolean isEmpty() {
        return seats.isEmpty();
    }

    /**
     * Lets a member in, or shows it around again if it is here already: what it has missed, then who is here, then
     * everything that happens from now on. Others are told as soon as it has a name.
     *
     * @param welcome when the member is in, before it is told anything; must not block
     * @return false if the room is no more
     */
    public boolean enter(Member member, Optional<Since> since, Runnable welcome) {
        lock.lock();
        try {
            if (retired) {
                return false;
            }
            Optional<Retelling> missed =
                    since.map(seen -> new Retelling(memory.missed(name, seen, store.oldest()), store));
            Optional<Seat> here = member.seat(name);
            Seat seat = here.orElseGet(() -> newSeat(member));
            if (here.isEmpty() && !member.sits(seat)) {
                logs.keepOnlyThoseOf(seats);
                return true;
            }
            if (here.isEmpty()) {
                seats = with(seat);
            }
            if (seat.becomesKnown()) {
                // First of all: whoever knows that it is in may ask others whether they know, too.
                logs.append(new RoomEvent.Joined(name, member.username()), member);
            }
            here.ifPresent(sitting -> member.writer().then(writer -> writer.drain(sitting.feed())));
            welcome.run();
            List<String> usernames = usernames();
            missed.ifPresent(retelling -> retelling.to(member));
            member.writer().then(writer -> writer.write(member.encoder().users(name, usernames)));
            if (here.isEmpty()) {
                member.writer().then(writer -> writer.follow(seat.feed()));
            }
        } finally {
            lock.unlock();
        }
        wakeUp.request();
        return true;
    }

    private Seat newSeat(Member member) {
        DialectEncoder encoder = member.encoder();
        return new Seat(this, member, encoder, logs.of(encoder));
    }

    private List<Seat> with(Seat seat) {
        List<Seat> more = new ArrayList<>(seats.size() + 1);
        more.addAll(seats);
        more.add(seat);
        return more;
    }

    /** Lets a member out. */
    public void leave(Seat seat) {
        lock.lock();
        try {
            if (!seats.contains(seat)) {
                return;
            }
            if (seat.isKnown()) {
                logs.append(new RoomEvent.Left(name, seat.member().username()), seat.member());
            }
            seats = seats.stream().filter(other -> other != seat).toList();
            seat.feed().ends();
            seat.member().rises(seat);
            seat.member().writer().then(writer -> writer.leave(seat.feed()));
            logs.keepOnlyThoseOf(seats);
        } finally {
            lock.unlock();
        }
        wakeUp.request();
    }

    /** Goes on in the words of another encoder, for one who turns out to know more of them. */
    void translate(Seat seat, DialectEncoder other) {
        seat.member().writer().then(writer -> {
            do {
                writer.drain(seat.feed());
            } while (!follow(seat, other));
        });
    }

    /** False if something was told meanwhile. */
    private boolean follow(Seat seat, DialectEncoder other) {
        lock.lock();
        try {
            boolean level = seat.feed().lag() == 0;
            if (level) {
                seat.follow(other, logs.of(other));
                logs.keepOnlyThoseOf(seats);
            }
            return level;
        } finally {
            lock.unlock();
        }
    }

    /** Has a name from now on that it did not have before. */
    public void rename(Seat seat, String before) {
        tell(new RoomEvent.Left(name, before), seat.member());
        tell(new RoomEvent.Joined(name, seat.member().username()), seat.member());
    }

    /** Gives drafts their numbers; nobody else may publish here until these are told or given up. */
    List<Numbered> number(List<Draft> drafts) {
        lock.lock();
        try {
            return numbering.number(drafts);
        } finally {
            lock.unlock();
        }
    }

    /** Tells everybody what was numbered, and the authors that it is. */
    void tell(List<Numbered> numbered) {
        boolean full;
        lock.lock();
        try {
            full = append(numbered);
        } finally {
            lock.unlock();
        }
        told(full);
        numbered.forEach(one -> one.tellAuthor(name));
    }

    /** Numbers a draft and tells it at once; {@code stored} is called with it before anything else is numbered. */
    void publish(Draft draft, Consumer<ChatMessage> stored) {
        boolean full;
        List<Numbered> numbered;
        lock.lock();
        try {
            if (retired) {
                draft.author().refused(draft, ended());
                return;
            }
            numbered = number(List.of(draft));
            full = append(numbered);
            numbered.stream().filter(one -> !one.repeated()).forEach(one -> stored.accept(one.message()));
        } finally {
            lock.unlock();
        }
        told(full);
        numbered.forEach(one -> one.tellAuthor(name));
    }

    private boolean append(List<Numbered> numbered) {
        boolean full = false;
        for (Numbered one : numbered) {
            if (!one.repeated()) {
                memory.add(one.message());
                full |= logs.append(
                        new Said(name, one.message(), one.draft().shape()),
                        one.draft().member());
            }
        }
        return full;
    }

    /** Tells everybody. */
    void tell(RoomEvent event, Object author) {
        boolean full;
        lock.lock();
        try {
            full = logs.append(event, author);
        } finally {
            lock.unlock();
        }
        told(full);
    }

    private void told(boolean full) {
        wakeUp.request();
        if (full) {
            congestion.look(seats);
        }
    }

    /** Whether most of the room is so far behind that whoever speaks had better wait. */
    public boolean isCongested() {
        if (congestion.isHere() && lock.tryLock()) { // one of those who ask is enough
            try {
                congestion.look(seats);
            } finally {
                lock.unlock();
            }
        }
        return congestion.isHere();
    }

    /** As of the last time that somebody spoke or asked. */
    public boolean wasCongested() {
        return congestion.isHere();
    }

    /** Closes the room to everybody, if nobody is in it; true for whoever does so first. */
    public boolean retire() {
        lock.lock();
        try {
            boolean now = !retired && seats.isEmpty();
            retired |= now;
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Closes what it is stored in; when nothing waits to be stored any more. */
    @Override
    public void close() throws IOException {
        store.close();
    }

    /** What is answered to somebody who was about to say something in a room that is no more. */
    private static Refused ended() {
        return new Refused(Refused.Reason.NO_SUCH_ROOM, "that room is no more");
    }
}
