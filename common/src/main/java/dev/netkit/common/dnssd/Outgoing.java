package dev.netkit.common.dnssd;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A message that is to be sent.
 *
 * @param peer who alone is to hear it; empty = everybody on the network
 */
record Outgoing(DnsMessage message, Optional<InetSocketAddress> peer) {
    static Outgoing toAll(DnsMessage message) {
        return new Outgoing(message, Optional.empty());
    }
}
