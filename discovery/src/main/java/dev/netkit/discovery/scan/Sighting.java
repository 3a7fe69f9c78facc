package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One address in one round of looking at a network, with what is worth comparing.
 *
 * @param mac where the host is on this machine's network
 * @param ports by number; none unless the host is up
 */
public record Sighting(
        InetAddress address,
        Presence presence,
        Optional<MacAddress> mac,
        Optional<String> name,
        SortedMap<Integer, PortState> ports) {
    public static Sighting of(HostReport host) {
        Map<Integer, PortState> ports = host.ports().stream()
                .collect(Collectors.toMap(HostReport.PortReport::port, HostReport.PortReport::state));
        return new Sighting(host.address(), host.presence(), host.mac(), host.name(), new TreeMap<>(ports));
    }

    /** Whether both may be the same host: one address, and not two network cards. */
    public boolean mayBe(Sighting other) {
        boolean bothHaveCards = mac.isPresent() && other.mac.isPresent();
        return address.equals(other.address) && (!bothHaveCards || mac.equals(other.mac));
    }
}
