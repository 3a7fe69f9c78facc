package dev.netkit.chat.client;

/**
 * How much of what was said before one came is wanted of a room.
 *
 * @param since what came after this number
 * @param last of that, so many messages at most
 */
public record Backlog(long since, long last) {
    /** No message has this number; JSON's readers in other languages can still tell it from its neighbours. */
    private static final long NO_NUMBER = (1L << 53) - 1;

    /** Nothing: the answer tells only where the room's numbers stand, which is what a gap is measured from. */
    public static final Backlog NONE = new Backlog(NO_NUMBER, 0);

    public Backlog {
        if (since < 0 || last < 0) {
            throw new IllegalArgumentException("a backlog counts from 0");
        }
    }

    /** The last messages, so many at most. */
    public static Backlog last(long count) {
        return new Backlog(0, count);
    }

    /** All that came after this number, as far as the server still has it. */
    public static Backlog since(long seq) {
        return new Backlog(seq, Long.MAX_VALUE);
    }

    /** Whether it is a loss if some of it is gone. */
    boolean wantsAll() {
        return last == Long.MAX_VALUE;
    }

    static boolean isNumber(long seq) {
        return seq < NO_NUMBER;
    }
}
