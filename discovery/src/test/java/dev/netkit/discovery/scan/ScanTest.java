package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.netkit.common.net.PoliteServer;
import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.HostReport.PortReport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On loopback, whose addresses all answer, with a neighbour table that the test writes. */
@Timeout(60)
class ScanTest {
    private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:07");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final List<HostReport> reports = new ArrayList<>();
    private ServerSocket open;
    private int closed;

    @BeforeEach
    void openAPort() throws IOException {
        open = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        closed = PoliteServer.nobody().getPort();
    }

    @AfterEach
    void closeIt() throws IOException {
        open.close();
    }

    @Test
    void offLinkAHostIsProvenByWhatItsPortsSay() throws IOException {
        Scan.Summary summary = offLink("127.0.0.1,127.0.0.2").run(reports::add);
        assertThat(summary).isEqualTo(new Scan.Summary(2, 0, 0));
        HostReport first = report("127.0.0.1");
        assertThat(first.presence()).isEqualTo(Presence.UP);
        assertThat(first.evidence()).isEqualTo(Evidence.SYN_ACK);
        assertThat(first.roundTrip()).isPresent();
        assertThat(first.mac()).isEmpty();
        assertThat(first.ports())
                .containsExactlyInAnyOrder(
                        new PortReport(open.getLocalPort(), PortState.OPEN, Evidence.SYN_ACK, Optional.empty()),
                        new PortReport(closed, PortState.CLOSED, Evidence.RST, Optional.empty()));
        HostReport second = report("127.0.0.2");
        assertThat(second.evidence()).isEqualTo(Evidence.RST);
        assertThat(second.ports()).extracting(PortReport::state).containsOnly(PortState.CLOSED);
    }

    @Test
    void anEntryThatBecomesValidIsAHostThatIsThere() throws IOException {
        AtomicInteger looks = new AtomicInteger();
        InetAddress there = InetAddress.getByName("127.0.0.1");
        Neighbours table = () -> looks.getAndIncrement() < 3 ? Map.of() : Map.of(there, MAC);
        Scan.Summary summary = onLink("127.0.0.1", LONG, table).run(reports::add);
        assertThat(summary).isEqualTo(new Scan.Summary(1, 0, 0));
        assertThat(reports.get(0).evidence()).isEqualTo(Evidence.ARP_FRESH);
        assertThat(reports.get(0).mac()).isEqualTo(Optional.of(MAC));
        assertThat(reports.get(0).ports()).hasSize(2);
    }

    @Test
    void withoutAnEntryAnAddressIsAbsentAndNobodyConnectsThere() throws IOException {
        Scan.Summary summary = onLink("127.0.0.1-3", SHORT, Map::of).run(reports::add);
        assertThat(summary).isEqualTo(new Scan.Summary(0, 0, 3));
        assertThat(reports).extracting(HostReport::evidence).containsOnly(Evidence.NONE);
        assertThat(reports).extracting(HostReport::ports).containsOnly(List.of());
        open.setSoTimeout(1);
        assertThat(catchThrowable(open::accept)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void anEntryThatWasValidBeforeIsBelievedOnceTheHostAnswers() throws IOException {
        Map<InetAddress, MacAddress> table = Map.of(InetAddress.getByName("127.0.0.1"), MAC);
        Scan.Summary summary = onLink("127.0.0.1", LONG, () -> table).run(reports::add);
        assertThat(summary).isEqualTo(new Scan.Summary(1, 0, 0));
        assertThat(reports.get(0).evidence()).isEqualTo(Evidence.SYN_ACK);
        assertThat(reports.get(0).mac()).isEqualTo(Optional.of(MAC));
    }

    @Test
    void anEntryThatWasLostAndCameBackIsFresh() throws IOException {
        InetAddress there = InetAddress.getByName("127.0.0.1");
        HostProbe host = new HostProbe(there);
        host.remembered(MAC);
        assertThat(host.report().presence()).isEqualTo(Presence.REMEMBERED);
        host.forgotten();
        assertThat(host.report().presence()).isEqualTo(Presence.ABSENT);
        host.resolved(MAC);
        assertThat(host.report().evidence()).isEqualTo(Evidence.ARP_FRESH);
    }

    @Test
    void enoughHostsEndItEarly() throws IOException {
        Map<InetAddress, MacAddress> table = new HashMap<>();
        Neighbours neighbours = () -> {
            Map<InetAddress, MacAddress> now = Map.copyOf(table);
            table.put(InetAddress.getByName("127.0.0.5"), MAC);
            return now;
        };
        ScanConfig config = config("127.0.0.1-127.0.0.254", LONG, 1);
        Scan.Summary summary = new Scan(config, neighbours, address -> true).run(reports::add);
        assertThat(summary).isEqualTo(new Scan.Summary(1, 0, 0));
        assertThat(reports).hasSize(1);
    }

    @Test
    void thousandsOfConnectsWaitForOneAnother() throws IOException {
        Scan.Summary summary = new Scan(config("127.0.0.1-127.0.4.254", LONG, Integer.MAX_VALUE), Map::of, one -> false)
                .run(reports::add);
        assertThat(summary.up()).isEqualTo(4 * 256 + 254);
        assertThat(reports).hasSize(summary.up());
    }

    @Test
    void aHostWhosePortsAreAllSilentMaySayThatNobodyListensForDatagrams() throws IOException {
        HostProbe host = new HostProbe(InetAddress.getByName("127.0.0.1"));
        host.connecting(1);
        host.ended(closed, PortAnswer.SILENT);
        assertThat(host.report().presence()).isEqualTo(Presence.ABSENT);
        host.refusedDatagram();
        assertThat(host.isComplete()).isTrue();
        assertThat(host.report().evidence()).isEqualTo(Evidence.ICMP);
        assertThat(host.report().ports())
                .containsExactly(new PortReport(closed, PortState.FILTERED, Evidence.ICMP, Optional.empty()));
    }

    @Test
    void nobodyListensForDatagramsOnLoopback() throws IOException {
        List<InetAddress> told = new ArrayList<>();
        try (Attempts attempts = new Attempts()) {
            attempts.add(
                    new UnreachablePort(InetAddress.getByName("127.0.0.1"), now -> now + LONG.toNanos(), told::add));
            do {
                attempts.step(SHORT);
            } while (!attempts.isIdle());
        }
        assertThat(told).containsExactly(InetAddress.getByName("127.0.0.1"));
    }

    @Test
    void aScanThatIsStoppedTellsWhatItKnows() throws IOException {
        InetAddress there = InetAddress.getByName("127.0.0.1");
        AtomicReference<Scan> scan = new AtomicReference<>();
        AtomicInteger looks = new AtomicInteger();
        Neighbours table = () -> {
            if (looks.incrementAndGet() == 3) {
                scan.get().stop();
            }
            return looks.get() == 1 ? Map.of() : Map.of(there, MAC);
        };
        scan.set(onLink("127.0.0.1-254", LONG, table));
        assertThat(scan.get().run(reports::add)).isEqualTo(new Scan.Summary(1, 0, 0));
        assertThat(reports).hasSize(1);
    }

    @Test
    void aScanThatCannotAskEverybodyAtOnceTellsHowFarItIs() throws IOException {
        List<Scan.Progress> told = new ArrayList<>();
        Scan scan = onLink("127.0.0.1-127.0.3.254", SHORT, Map::of);
        scan.onProgress(progress -> {
            told.add(progress);
            scan.stop();
        });
        scan.run(reports::add);
        assertThat(told).containsExactly(new Scan.Progress(512, 1022, 0));
    }

    private Scan offLink(String targets) {
        return new Scan(config(targets, LONG, Integer.MAX_VALUE), Map::of, address -> false);
    }

    private Scan onLink(String targets, Duration patience, Neighbours table) {
        return new Scan(config(targets, patience, Integer.MAX_VALUE), table, address -> true);
    }

    private ScanConfig config(String targets, Duration patience, int until) {
        Targets parsed = new Targets(name -> {});
        parsed.add(targets);
        Ports ports = Ports.parse(open.getLocalPort() + "," + closed);
        return new ScanConfig(new LinkedHashSet<>(parsed.addresses()), ports, patience, until, Details.NONE);
    }

    private HostReport report(String address) throws IOException {
        InetAddress wanted = InetAddress.getByName(address);
        return reports.stream()
                .filter(report -> report.address().equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
