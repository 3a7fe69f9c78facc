package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known so far about one address; for one thread. */
final class HostProbe {
    private final InetAddress address;
    private final Map<Integer, PortState> ports = new TreeMap<>();
    private Evidence evidence = Evidence.NONE;
    private Optional<MacAddress> mac = Optional.empty();
    private Optional<Duration> roundTrip = Optional.empty();
    private int portsAwaited;
    private boolean connecting;

    HostProbe(InetAddress address) {
        this.address = address;
    }

    InetAddress address() {
        return address;
    }

    /** The kernel knew it before anybody asked. */
    void remembered(MacAddress remembered) {
        evidence = Evidence.ARP_CACHED;
        mac = Optional.of(remembered);
    }

    /** It answered the kernel's question. */
    void resolved(MacAddress told) {
        mac = Optional.of(told);
        proven(Evidence.ARP_FRESH);
    }

    boolean isRemembered() {
        return evidence == Evidence.ARP_CACHED;
    }

    /** What was only remembered is not valid any more: an answer from now on is a fresh one. */
    void forgotten() {
        if (isRemembered()) {
            evidence = Evidence.NONE;
            mac = Optional.empty();
        }
    }

    private void proven(Evidence proof) {
        if (!isUp()) {
            evidence = proof;
        }
    }

    void connecting(int count) {
        connecting = true;
        portsAwaited = count;
    }

    boolean isConnecting() {
        return connecting;
    }

    void ended(int port, Optional<PortState> state, Duration took) {
        portsAwaited--;
        ports.put(port, state.orElse(PortState.FILTERED));
        if (state.isPresent() && state.get() != PortState.FILTERED) {
            proven(state.get().evidence());
            roundTrip = roundTrip.isPresent() ? roundTrip : Optional.of(took);
        }
    }

    boolean isUp() {
        return evidence != Evidence.NONE && !isRemembered();
    }

    /** Nothing more will come that could change the report. */
    boolean isComplete() {
        return isUp() && connecting && portsAwaited == 0;
    }

    HostReport report() {
        return new HostReport(address, presence(), evidence, mac, roundTrip, isUp() ? portReports() : List.of());
    }

    private Presence presence() {
        if (isUp()) {
            return Presence.UP;
        }
        return isRemembered() ? Presence.REMEMBERED : Presence.ABSENT;
    }

    private List<HostReport.PortReport> portReports() {
        return ports.entrySet().stream()
                .map(port -> new HostReport.PortReport(port.getKey(), port.getValue()))
                .toList();
    }
}
