package dev.netkit.common.crypto;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers the tokens that were accepted for as long as they would be accepted again, so that each is good once. Where
 * it cannot know (its memory is full, or the clock was set back over what it forgot) it refuses. It begins without a
 * memory: what another guard accepted before is new to it. For use by many threads at once.
 */
public final class ReplayGuard {
    /** Enough for 4 000 messages a second at a time to live of 60 s, in about 20 MB. */
    public static final int DEFAULT_CAPACITY = 1 << 18;

    private static final Duration LONGEST_TTL = Duration.ofDays(1);

    private final long ttlSeconds;
    private final int capacity;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, Set<Fingerprint>> byLastGoodSecond = new TreeMap<>();
    private int size;
    private long forgottenUpTo = Long.MIN_VALUE;

    /** Half of a token's HMAC, which nobody without the key can choose. */
    private record Fingerprint(long high, long low) {
        static Fingerprint of(byte[] token) {
            int hmac = token.length - TokenFormat.HMAC_BYTES;
            return new Fingerprint(TokenFormat.getLong(token, hmac), TokenFormat.getLong(token, hmac + Long.BYTES));
        }
    }

    /** A guard for tokens of that time to live, which remembers at most {@code capacity} of them. */
    public ReplayGuard(Duration ttl, int capacity, Clock clock) {
        if (ttl.isNegative() || ttl.compareTo(LONGEST_TTL) > 0) {
            throw new IllegalArgumentException("a guard is for 0 s to a day, not " + ttl);
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("a guard remembers at least one token, not " + capacity);
        }
        this.ttlSeconds = ttl.getSeconds();
        this.capacity = capacity;
        this.clock = clock;
    }

    /** How many tokens are remembered now. */
    public int size() {
        lock.lock();
        try {
            forget(TokenAge.now(clock));
            return size;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Remembers a token, in its binary form, that has just been opened with this guard's time to live.
     *
     * @return false if it was seen before, or if that cannot be known
     */
    boolean accept(byte[] token) {
        long lastGoodSecond = TokenAge.timestamp(token) + ttlSeconds;
        Fingerprint fingerprint = Fingerprint.of(token);
        lock.lock();
        try {
            forget(TokenAge.now(clock));
            if (size >= capacity || lastGoodSecond <= forgottenUpTo) {
                return false;
            }
            boolean first = byLastGoodSecond
                    .computeIfAbsent(lastGoodSecond, second -> new HashSet<>())
                    .add(fingerprint);
            size += first ? 1 : 0;
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void forget(long now) {
        while (!byLastGoodSecond.isEmpty() && byLastGoodSecond.firstKey() < now) {
            forgottenUpTo = Math.max(forgottenUpTo, byLastGoodSecond.firstKey());
            size -= byLastGoodSecond.pollFirstEntry().getValue().size();
        }
    }
}
