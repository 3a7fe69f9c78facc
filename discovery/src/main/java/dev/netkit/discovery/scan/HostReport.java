package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a scan found out about one address. Texts are as the network told them: whoever shows them escapes them.
 *
 * @param evidence the best there is
 * @param age how long ago the kernel last had a sign of life, where the host is only remembered and the system tells
 * @param mac where the host is on this machine's network
 * @param name by the reverse lookup of its address
 * @param roundTrip of the first port that answered
 * @param ports in ascending order; none unless the host is up
 * @param handshake who the netkit service there is, if it shares the key
 */
public record HostReport(
        InetAddress address,
        Presence presence,
        Evidence evidence,
        Optional<Duration> age,
        Optional<MacAddress> mac,
        Optional<String> name,
        Optional<Duration> roundTrip,
        List<PortReport> ports,
        Optional<Handshake> handshake) {
    /**
     * One port of it.
     *
     * @param evidence for a silent port, by what is known that the host is up
     * @param banner what an open port said by itself
     */
    public record PortReport(int port, PortState state, Evidence evidence, Optional<String> banner) {}

    public HostReport {
        ports = List.copyOf(ports);
    }
}
