package dev.netkit.discovery;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Somebody who answered and shares the key.
 *
 * @param name what it calls itself, which another one may do as well
 * @param roundTrip from the question to its answer
 */
public record FoundBeacon(InetSocketAddress address, String name, Duration roundTrip) {}
