package dev.netkit.common.dnssd;

import java.net.InetSocketAddress;

/**
 * A service that somebody has announced.
 *
 * @param name what people know it by; text from a peer
 * @param address where it says that it is; whether it is there is not known
 */
public record FoundService(String name, ServiceType type, InetSocketAddress address) {}
