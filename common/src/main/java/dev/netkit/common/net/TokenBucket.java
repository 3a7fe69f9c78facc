package dev.netkit.common.net;

/**
 * So many at once, and then one each while. Times are in any unit and of any clock, but always the same; a clock may begin
 * below zero. Not for use by two threads at once.
 */
public final class TokenBucket {
    private final long every;
    private final long whole;
    private long nextFree;

    /**
     * A full bucket.
     *
     * @param every how long it takes until there is one more; 0 = there is always one
     * @param atOnce how many it holds
     */
    public TokenBucket(long every, int atOnce, long now) {
        this.every = every;
        this.whole = every * atOnce;
        this.nextFree = now - whole;
    }

    /** Takes one, whether it is there or not; returns how long to wait for it. */
    public long borrow(long now) {
        nextFree = Math.max(nextFree, now - whole) + every;
        return Math.max(0, nextFree - now);
    }

    /** Takes one if it is there. Of a bucket that nobody borrows from; its clock may be set back. */
    public boolean take(long now) {
        nextFree = Math.min(nextFree, now);
        long after = Math.max(nextFree, now - whole) + every;
        boolean isThere = after <= now;
        if (isThere) {
            nextFree = after;
        }
        return isThere;
    }
}
