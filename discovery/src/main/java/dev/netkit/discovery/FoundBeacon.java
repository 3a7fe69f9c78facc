package dev.netkit.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Somebody who answered and shares the key.
 *
 * @param name what it calls itself, which another one may do as well
 * @param isFresh whether it answered this very question; else it knows no {@link Nonce}, and somebody without the key may
 *     have repeated what it said to another one within the last minute
 * @param roundTrip from the question to its answer
 */
public record FoundBeacon(InetSocketAddress address, String name, boolean isFresh, Duration roundTrip) {}
