package dev.netkit.chat;

import dev.netkit.chat.FrameLog.Slice;

/** A member's place in a room: how much of what was told there it has been sent. */
final class Seat {
    private final Room room;
    private final Member member;
    private volatile DialectEncoder encoder;
    private volatile FrameLog.Cursor cursor;
    private volatile long end = Long.MAX_VALUE;
    private volatile boolean known;

    /** To be made, as to be changed, under the room's lock. */
    Seat(Room room, Member member, DialectEncoder encoder, FrameLog.Cursor cursor) {
        this.room = room;
        this.member = member;
        this.encoder = encoder;
        this.cursor = cursor;
    }

    Room room() {
        return room;
    }

    Member member() {
        return member;
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

    /** From here on in the words of another encoder. */
    void follow(DialectEncoder other, FrameLog.Cursor from) {
        encoder = other;
        cursor = from;
    }

    /** How many bytes the member is behind; any thread may ask. */
    long lag() {
        return cursor.lag();
    }

    /** The member has left: nothing that is told from now on is for it. To be called under the room's lock. */
    void ends() {
        end = cursor.headPosition();
    }

    /** What to send next; empty when nothing is left to send. For the member's writer alone. */
    Slice next() {
        Slice slice = cursor.next(encoder.pace().whole());
        long left = Math.max(0, end - cursor.position());
        return slice.length() <= left ? slice : new Slice(slice.bytes(), slice.offset(), (int) left, slice.author());
    }

    /** Whether it is the member's own piece, which clients that take one at a time are not sent. */
    boolean isOwn(Slice slice) {
        return slice.author() == member;
    }

    /** That was sent. For the member's writer alone. */
    void sent(Slice slice) {
        cursor.advance(slice);
    }
}
