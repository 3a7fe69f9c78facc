package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a scan found out about one address.
 *
 * @param mac where the host is on this machine's network
 * @param roundTrip of the first port that answered
 * @param ports in ascending order; none unless the host is up
 */
public record HostReport(
        InetAddress address,
        Presence presence,
        Evidence evidence,
        Optional<MacAddress> mac,
        Optional<Duration> roundTrip,
        List<PortReport> ports) {
    /** One port of it. */
    public record PortReport(int port, PortState state) {}

    public HostReport {
        ports = List.copyOf(ports);
    }
}
