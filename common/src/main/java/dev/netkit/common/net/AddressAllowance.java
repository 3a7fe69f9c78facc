package dev.netkit.common.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How often each address may do something that leaves a trace: a number of times at once, and one more each while. Of an
 * IPv6 address the first 64 bits count, because one household has all that begin with them. For many threads.
 */
public final class AddressAllowance {
    /** More are forgotten, those first that have been away longest: who has so many addresses needs no limit's grace. */
    static final int MOST_ADDRESSES = 10_000;

    private static final int IPV6_PREFIX_BYTES = 8;
    private static final int MAPPED_PREFIX_BYTES = 12;

    private final int atOnce;
    private final long everyMillis;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** What is left for each address; the one that was here last is the last. */
    private final LinkedHashMap<ByteBuffer, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /** So many at once, and another one {@code every} while. */
    public AddressAllowance(int atOnce, Duration every, Clock clock) {
        if (atOnce < 1 || every.toMillis() < 1) {
            throw new IllegalArgumentException("an allowance of " + atOnce + " and one each " + every);
        }
        this.atOnce = atOnce;
        this.everyMillis = every.toMillis();
        this.clock = clock;
    }

    /** For those who are to be remembered for good: a class behind one address at once, and then one a second. */
    public static AddressAllowance ofNewcomers(Clock clock) {
        return new AddressAllowance(30, Duration.ofSeconds(1), clock);
    }

    /** Takes one from what the address may do; false if nothing is left just now. */
    public boolean take(InetAddress address) {
        ByteBuffer household = household(address);
        long now = clock.millis();
        lock.lock();
        try {
            boolean allowed = buckets.computeIfAbsent(household, first -> new TokenBucket(everyMillis, atOnce, now))
                    .take(now);
            forgetOne();
            return allowed;
        } finally {
            lock.unlock();
        }
    }

    private void forgetOne() {
        if (buckets.size() > MOST_ADDRESSES) {
            buckets.remove(buckets.keySet().iterator().next());
        }
    }

    /** Who shares an allowance: an IPv4 address, in IPv6 or not, or the first half of an IPv6 address. */
    private static ByteBuffer household(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet6Address)) {
            return ByteBuffer.wrap(bytes);
        }
        return ByteBuffer.wrap(
                isMapped(bytes)
                        ? Arrays.copyOfRange(bytes, MAPPED_PREFIX_BYTES, bytes.length)
                        : Arrays.copyOf(bytes, IPV6_PREFIX_BYTES));
    }

    private static boolean isMapped(byte[] bytes) {
        byte[] prefix = new byte[MAPPED_PREFIX_BYTES];
        prefix[10] = prefix[11] = (byte) 0xFF;
        return Arrays.equals(bytes, 0, MAPPED_PREFIX_BYTES, prefix, 0, MAPPED_PREFIX_BYTES);
    }

    /** How many addresses are remembered. */
    int size() {
        lock.lock();
        try {
            return buckets.size();
        } finally {
            lock.unlock();
        }
    }
}
