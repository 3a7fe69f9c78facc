package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.HostReport.PortReport;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is known so far about one address; for one thread. */
final class HostProbe {
    private final InetAddress address;
    private final Map<Integer, PortAnswer> ports = new TreeMap<>();
    private Evidence evidence = Evidence.NONE;
    private Optional<MacAddress> mac = Optional.empty();
    private Optional<Duration> age = Optional.empty();
    private Optional<String> name = Optional.empty();
    private Optional<Duration> roundTrip = Optional.empty();
    private Optional<Handshake> handshake = Optional.empty();
    private int portsAwaited;
    private boolean connecting;
    private boolean nameAsked;
    private boolean nameAwaited;

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

    /** It said that nobody listens on a UDP port. */
    void refusedDatagram() {
        proven(Evidence.ICMP);
    }

    void aged(Duration since) {
        age = Optional.of(since);
    }

    /** Whether its name is to be asked for: once. */
    boolean asksForName() {
        boolean first = !nameAsked;
        nameAsked = true;
        nameAwaited = nameAwaited || first;
        return first;
    }

    void named(Optional<String> found) {
        nameAwaited = false;
        name = found;
    }

    boolean isNameAwaited() {
        return nameAwaited;
    }

    private void proven(Evidence proof) {
        if (proof.compareTo(evidence) < 0) {
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

    void ended(int port, PortAnswer answer) {
        portsAwaited--;
        ports.put(port, answer);
        proven(answer.evidence());
        if (answer.evidence().isProof()) {
            roundTrip = roundTrip.isPresent() ? roundTrip : Optional.of(answer.roundTrip());
        }
        handshake = handshake.or(answer::handshake);
    }

    boolean isUp() {
        return evidence.isProof();
    }

    /** Nothing more will come that could change the report, except for its name. */
    boolean isComplete() {
        return isUp() && connecting && portsAwaited == 0;
    }

    HostReport report() {
        return new HostReport(
                address,
                presence(),
                evidence,
                age,
                mac,
                name,
                roundTrip,
                isUp() ? portReports() : List.of(),
                handshake);
    }

    private Presence presence() {
        if (isUp()) {
            return Presence.UP;
        }
        return isRemembered() ? Presence.REMEMBERED : Presence.ABSENT;
    }

    private List<PortReport> portReports() {
        return ports.entrySet().stream()
                .map(port -> portReport(port.getKey(), port.getValue()))
                .toList();
    }

    private PortReport portReport(int port, PortAnswer answer) {
        Evidence known = answer.evidence() == Evidence.NONE ? evidence : answer.evidence();
        return new PortReport(port, answer.stateOfAHost(), known, answer.banner());
    }
}
