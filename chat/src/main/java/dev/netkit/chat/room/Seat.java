package dev.netkit.chat.room;

import dev.netkit.chat.delivery.Feed;
import dev.netkit.chat.delivery.FrameLog;
import dev.netkit.chat.talk.DialectEncoder;

/** A member's place in a room, and what it is sent of what was told there. */
public final class Seat {
    private final Room room;
    private final Member member;
    private final Feed feed;
    private volatile DialectEncoder encoder;
    private volatile boolean known;

    /** To be made, as to be changed, under the room's lock. */
    Seat(Room room, Member member, DialectEncoder encoder, FrameLog log) {
        this.room = room;
        this.member = member;
        this.encoder = encoder;
        this.feed = new Feed(log, encoder.pace(), member);
    }

    public Room room() {
        return room;
    }

    Member member() {
        return member;
    }

    Feed feed() {
        return feed;
    }

    DialectEncoder encoder() {
        return encoder;
    }

    /** Whether those in the room know who sits here. */
    boolean isKnown() {
        return known;
    }

    /** Whether they are to be told now, because the member has a name. To be called under the room's lock. */
    boolean becomesKnown() {
        boolean news = !known && member.name().isPresent();
        known |= news;
        return news;
    }

    /** From here on in the words of another encoder of the same pace. */
    void follow(DialectEncoder other, FrameLog log) {
        encoder = other;
        feed.follow(log);
    }
}
