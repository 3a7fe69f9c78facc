package dev.netkit.chat.delivery;

import dev.netkit.chat.delivery.FrameLog.Slice;
import dev.netkit.chat.talk.Pace;

/** How much of what was told in a room one reader has been sent. */
public final class Feed {
    private final Pace pace;
    private final Object reader;
    private volatile FrameLog.Cursor cursor;
    private volatile long end = Long.MAX_VALUE;

    /**
     * Begins at the log's head; to be made by whoever appends there.
     *
     * @param reader whose own pieces are not sent to it, if it takes one at a time
     */
    public Feed(FrameLog log, Pace pace, Object reader) {
        this.pace = pace;
        this.reader = reader;
        this.cursor = log.atHead();
    }

    /** Goes on at the head of another log. */
    public void follow(FrameLog other) {
        cursor = other.atHead();
    }

    /** How many bytes the reader is behind; any thread may ask. */
    public long lag() {
        return cursor.lag();
    }

    /** Nothing that is appended from now on is for the reader; to be called by whoever appends. */
    public void ends() {
        end = cursor.headPosition();
    }

    /** What to send next; empty when nothing is left to send. For the reader's writer alone. */
    Slice next() {
        Slice slice = cursor.next(pace.whole());
        long left = Math.max(0, end - cursor.position());
        return slice.length() <= left ? slice : new Slice(slice.bytes(), slice.offset(), (int) left, slice.author());
    }

    /** Whether it is the reader's own piece, which clients that take one at a time are not sent. */
    boolean isOwn(Slice slice) {
        return slice.author() == reader;
    }

    /** That was sent. For the reader's writer alone. */
    void sent(Slice slice) {
        cursor.advance(slice);
    }
}
