package dev.netkit.common.dnssd;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A server that is to be announced.
 *
 * @param name what people know it by; what is beyond 63 bytes of UTF-8 is cut off
 * @param port 1 to 65535
 * @param bound the only address that it listens on; empty = all of this machine's
 */
public record ServiceInstance(String name, ServiceType type, int port, Optional<InetAddress> bound) {
    public ServiceInstance {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a service has a name");
        }
    }
}
