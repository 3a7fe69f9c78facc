package dev.netkit.chat.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.chat.delivery.Feed;
import dev.netkit.chat.delivery.MemberWriter;
import dev.netkit.chat.talk.ChatName;
import dev.netkit.chat.talk.DialectEncoder;
import dev.netkit.chat.talk.Refused;
import dev.netkit.chat.talk.RoomEvent;
import dev.netkit.chat.talk.Whisper;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceMeter;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Somebody who is connected: a name once there is one, the rooms that it is in, and how it is told things. */
public final class Member {
    /** Rooms that one member can be in at once. */
    public static final int MOST_ROOMS = 100;

    private final Connection connection;
    private final MemberWriter writer;
    private final Map<String, Seat> seats = new LinkedHashMap<>(2);
    private final ReentrantLock lock = new ReentrantLock(); // of the seats
    private volatile DialectEncoder encoder;
    private volatile Optional<ChatName> name = Optional.empty();
    private volatile Optional<String> session = Optional.empty();
    private boolean departed;

    /** @param encoder the words in which it is told things until it {@link #speaks} others */
    public Member(Connection connection, DialectEncoder encoder) {
        this.connection = connection;
        this.encoder = encoder;
        this.writer = new MemberWriter(connection, encoder.pace());
    }

    /** Its address. */
    public InetSocketAddress peer() {
        return connection.peer();
    }

    /** Where the figures of what it asks for go. */
    public ServiceMeter meter() {
        return connection.meter();
    }

    /** Where everything goes that it is told. */
    public MemberWriter writer() {
        return writer;
    }

    /** The words in which it is told things now. */
    public DialectEncoder encoder() {
        return encoder;
    }

    /** Empty until it has said who it is. */
    public Optional<ChatName> name() {
        return name;
    }

    /** The name of one who has said it. */
    public String username() {
        return name.map(ChatName::text).orElseThrow();
    }

    /** @param secret by which the client is known that comes back; see {@link #isOf} */
    public void isCalled(ChatName other, Optional<String> secret) {
        name = Optional.of(other);
        session = secret;
    }

    /** Whether somebody who knows this secret is the same client, come back on another connection. */
    public boolean isOf(Optional<String> secret) {
        return session.isPresent()
                && secret.isPresent()
                && MessageDigest.isEqual(
                        session.get().getBytes(UTF_8), secret.get().getBytes(UTF_8));
    }

    /** Tells it what happened, at its turn; never blocks. */
    public void tell(RoomEvent event) {
        writer.send(encoder.told(event));
    }

    /** Tells it what is not done. */
    public void tell(Refused refusal) {
        meter().rejected(refusal.reason().code());
        writer.send(encoder.refused(refusal));
    }

    /** False if too much is waiting for this member already. */
    public boolean tell(Whisper whisper) {
        return writer.offer(encoder.whispered(whisper));
    }

    /** Bytes that it was told and that are not yet written; any thread may ask. */
    public long backlog() {
        return writer.waitingBytes()
                + seats().stream().map(Seat::feed).mapToLong(Feed::lag).sum();
    }

    /** Puts the member out; see {@link MemberWriter#dismiss}. */
    public void dismiss(EndReason reason) {
        writer.dismiss(reason);
    }

    /** In the order in which it took them. */
    public List<Seat> seats() {
        lock.lock();
        try {
            return new ArrayList<>(seats.values());
        } finally {
            lock.unlock();
        }
    }

    /** Its place in a room; empty if it is not there. */
    public Optional<Seat> seat(String room) {
        lock.lock();
        try {
            return Optional.ofNullable(seats.get(room));
        } finally {
            lock.unlock();
        }
    }

    /** Takes the place in a room; false for one who has left by now. */
    boolean sits(Seat seat) {
        lock.lock();
        try {
            if (!departed) {
                seats.put(seat.room().name(), seat);
            }
            return !departed;
        } finally {
            lock.unlock();
        }
    }

    void rises(Seat seat) {
        lock.lock();
        try {
            seats.remove(seat.room().name(), seat);
        } finally {
            lock.unlock();
        }
    }

    /** Has left for good. */
    public void departs() {
        lock.lock();
        try {
            departed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has left for good. */
    public boolean hasDeparted() {
        lock.lock();
        try {
            return departed;
        } finally {
            lock.unlock();
        }
    }

    /** From now on, and in all rooms, in the words of another encoder of the same pace. */
    public void speaks(DialectEncoder other) {
        encoder = other;
        seats().forEach(seat -> seat.room().translate(seat, other));
    }
}
