package dev.netkit.common.dnssd;

import dev.netkit.common.net.LanAddresses;
import dev.netkit.common.net.LocalNetworks;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a {@link ServiceSearch} asks, and where.
 *
 * @param types at least one
 * @param networks where the question is sent; those where it cannot be are left out
 * @param patience how long answers are waited for
 */
public record SearchConfig(Set<ServiceType> types, List<NetworkInterface> networks, Duration patience) {
    public SearchConfig {
        types = Set.copyOf(types);
        networks = networks.stream().filter(MulticastLink::isPossible).toList();
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a search is for something");
        }
    }

    /** The LAN, and this machine itself, where a server may be that is bound to it. */
    public static List<NetworkInterface> usualNetworks() {
        return Stream.concat(LanAddresses.networks(), LocalNetworks.loopback()).toList();
    }
}
