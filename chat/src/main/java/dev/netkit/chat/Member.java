package dev.netkit.chat;

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
final class Member {
    /** Rooms that one member can be in at once. */
    static final int MOST_ROOMS = 100;

    private final Connection connection;
    private final MemberWriter writer;
    private final Map<String, Seat> seats = new LinkedHashMap<>(2);
    private final ReentrantLock lock = new ReentrantLock(); // of the seats
    private volatile DialectEncoder encoder;
    private volatile Optional<ChatName> name = Optional.empty();
    private volatile Optional<String> session = Optional.empty();
    private boolean departed;

    Member(Connection connection, DialectEncoder encoder) {
        this.connection = connection;
        this.encoder = encoder;
        this.writer = new MemberWriter(connection, encoder.pace());
    }

    InetSocketAddress peer() {
        return connection.peer();
    }

    /** Where the figures of what it asks for go. */
    ServiceMeter meter() {
        return connection.meter();
    }

    MemberWriter writer() {
        return writer;
    }

    DialectEncoder encoder() {
        return encoder;
    }

    Optional<ChatName> name() {
        return name;
    }

    /** The name of one who has said it. */
    String username() {
        return name.map(ChatName::text).orElseThrow();
    }

    void isCalled(ChatName other, Optional<String> secret) {
        name = Optional.of(other);
        session = secret;
    }

    /** Whether somebody who knows this secret is the same client, come back on another connection. */
    boolean isOf(Optional<String> secret) {
        return session.isPresent()
                && secret.isPresent()
                && MessageDigest.isEqual(
                        session.get().getBytes(UTF_8), secret.get().getBytes(UTF_8));
    }

    void tell(RoomEvent event) {
        writer.send(encoder.told(event));
    }

    void tell(Refused refusal) {
        meter().rejected(refusal.reason().code());
        writer.send(encoder.refused(refusal));
    }

    /** False if too much is waiting for this member already. */
    boolean tell(Whisper whisper) {
        return writer.offer(encoder.whispered(whisper));
    }

    /** Bytes that it was told and that are not yet written; any thread may ask. */
    long backlog() {
        return writer.waitingBytes()
                + seats().stream().map(Seat::feed).mapToLong(Feed::lag).sum();
    }

    /** Puts the member out; see {@link MemberWriter#dismiss}. */
    void dismiss(EndReason reason) {
        writer.dismiss(reason);
    }

    List<Seat> seats() {
        lock.lock();
        try {
            return new ArrayList<>(seats.values());
        } finally {
            lock.unlock();
        }
    }

    Optional<Seat> seat(String room) {
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
    void departs() {
        lock.lock();
        try {
            departed = true;
        } finally {
            lock.unlock();
        }
    }

    boolean hasDeparted() {
        lock.lock();
        try {
            return departed;
        } finally {
            lock.unlock();
        }
    }

    /** From now on, and in all rooms, in the words of another encoder of the same pace. */
    void speaks(DialectEncoder other) {
        encoder = other;
        seats().forEach(seat -> seat.room().translate(seat, other));
    }
}
