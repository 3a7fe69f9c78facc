package dev.netkit.chat.hall;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.chat.room.Draft;
import dev.netkit.chat.room.Member;
import dev.netkit.chat.room.Room;
import dev.netkit.chat.room.Seat;
import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.Refused.Reason;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.RoomEvent.Shape;
import dev.netkit.chat.talk.Since;
import dev.netkit.chat.talk.Whisper;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.common.net.TokenBucket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What one connection may ask for, whatever dialect it asks in. For the connection's own thread. */
public final class Participant {
    private static final long CONGESTION_POLL = TimeUnit.MILLISECONDS.toNanos(1);

    private final Hall hall;
    private final ChatRules rules;
    private final Member member;
    private final TokenBucket rate;
    private final MemberListener listener;
    private String room = ChatFormat.LOBBY;
    private boolean introduced;

    Participant(Hall hall, ChatRules rules, Member member, MemberListener listener) {
        this.hall = hall;
        this.rules = rules;
        this.member = member;
        this.listener = listener;
        this.rate = new TokenBucket(rules.nanosPerRequest(), ChatRules.BURST, System.nanoTime());
    }

    /** Who asks. */
    public Member member() {
        return member;
    }

    /** A request has come: blocks while they come too fast. */
    public void await() {
        for (long wait = rate.borrow(System.nanoTime()); wait > 0; ) {
            long until = System.nanoTime() + wait;
            LockSupport.parkNanos(this, wait);
            wait = until - System.nanoTime();
        }
    }

    /** Half of a room is behind: whoever speaks there waits, unless it cannot be answered any more. */
    private void awaitRoom(Room there) {
        while (there.isCongested() && !member.writer().hasEnded()) {
            LockSupport.parkNanos(this, CONGESTION_POLL);
        }
    }

    /**
     * Says who this is and goes into a room; said again, it is another name.
     *
     * @param welcome when it is in the room, before anything is told
     */
    public void introduce(
            String username, Optional<String> session, Optional<String> where, Optional<Since> since, Runnable welcome)
            throws Refused {
        ChatName name = ChatName.ofPerson(username);
        ChatName wanted = ChatName.ofRoom(where.orElse(ChatFormat.LOBBY));
        hall.name(member, name, session);
        enter(wanted, since, welcome);
        if (!introduced) {
            introduced = true;
            listener.on(new MemberEvent.Named(member.peer(), name.text(), room));
            rules.motd().ifPresent(text -> member.tell(new RoomEvent.Announced(text)));
        }
    }

    /** Hears what is said in the lobby; nobody knows of it until it says who it is. */
    public void listen(Runnable welcome) throws Refused {
        hall.enter(member, ChatName.ofRoom(ChatFormat.LOBBY), Optional.empty(), welcome);
    }

    /** Goes into another room, or asks again what it has missed of this one. */
    public void join(String where, Optional<Since> since, Runnable welcome) throws Refused {
        checkKnown();
        enter(ChatName.ofRoom(where), since, welcome);
    }

    private void enter(ChatName wanted, Optional<Since> since, Runnable welcome) throws Refused {
        hall.enter(member, wanted, since, welcome);
        room = wanted.text();
    }

    /** Leaves a room that it is in. */
    public void leave(String where) throws Refused {
        checkKnown();
        hall.leave(seat(Optional.of(where)));
    }

    /** Those in a room, or in the one where this is. */
    public List<String> who(Optional<String> where) throws Refused {
        checkKnown();
        return hall.find(ChatName.ofRoom(where.orElse(room)))
                .orElseThrow(() -> new Refused(Reason.NO_SUCH_ROOM, "there is no such room"))
                .usernames();
    }

    /** The room that is meant where none is named. */
    public String room() {
        return room;
    }

    /** Says something to a room; {@code author} is told what becomes of it. */
    public void say(String content, Optional<String> where, Optional<String> id, Shape shape, Draft.Author author)
            throws Refused {
        checkMaySpeak(content);
        Room there = seat(where).room();
        long came = System.nanoTime();
        awaitRoom(there);
        Draft.Author metered = new MeteredAuthor(author, there, hall.figures(), member.meter(), came);
        hall.publish(there, new Draft(member, member.username(), content, id, shape, metered));
        if (listener.wanted()) {
            int bytes = content.getBytes(UTF_8).length;
            listener.on(new MemberEvent.Said(member.peer(), member.username(), there.name(), bytes));
        }
    }

    /** Something that may be refused. */
    public interface Attempt {
        void make() throws Refused;
    }

    /** Does it, or tells the member why not. */
    public void attempt(Attempt attempt) {
        try {
            attempt.make();
        } catch (Refused e) {
            member.tell(e);
        }
    }

    /**
     * Says something to one person alone.
     *
     * @return what its author is told of it: nothing if that is who it is for, and was told already
     */
    public Optional<Whisper> whisper(String to, String content, Optional<String> id, Shape shape) throws Refused {
        checkMaySpeak(content);
        Whisper whisper =
                new Whisper(member.username(), to, room, content, hall.clock().instant(), id, shape);
        return hall.whisper(whisper) == member ? Optional.empty() : Optional.of(whisper);
    }

    private void checkMaySpeak(String content) throws Refused {
        checkKnown();
        if (hall.register().isMuted(member.name().orElseThrow())) {
            throw new Refused(Reason.MUTED, "the host has muted you");
        }
        // A character has at most 3 bytes for each of its chars.
        if (content.length() > ChatFormat.MAX_CONTENT / 3 && content.getBytes(UTF_8).length > ChatFormat.MAX_CONTENT) {
            throw new Refused(Reason.TOO_LARGE, "a text has at most " + ChatFormat.MAX_CONTENT + " bytes");
        }
    }

    private void checkKnown() throws Refused {
        if (member.name().isEmpty()) {
            throw new Refused(Reason.HELLO_FIRST, "say who you are first");
        }
    }

    private Seat seat(Optional<String> where) throws Refused {
        String name = where.isPresent() ? ChatName.ofRoom(where.get()).text() : room;
        return member.seat(name).orElseThrow(() -> new Refused(Reason.NO_SUCH_ROOM, "you are not in that room"));
    }

    /** The connection has ended. */
    void depart() {
        hall.depart(member);
        member.name().ifPresent(name -> listener.on(new MemberEvent.Departed(member.peer(), name.text())));
    }
}
