package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.dnssd.FoundService;
import dev.netkit.common.dnssd.ServiceAnnouncement;
import dev.netkit.common.dnssd.ServiceInstance;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.LocalNetworks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the loopback interface, with names that nobody else has and that come first of all. */
@Timeout(60)
class ServiceFinderTest {
    private static final ServiceType TYPE = ServiceType.ECHO_UDP;

    private final String first = "!0 " + UUID.randomUUID();
    private final String second = "!1 " + UUID.randomUUID() + "\u202e";
    private final Queue<String> announced = new ConcurrentLinkedQueue<>();
    private final List<ServiceAnnouncement> announcements = new ArrayList<>();

    @BeforeEach
    void announceTwo() throws IOException {
        assumeThat(Path.of("/proc/net"))
                .as("elsewhere loopback may know no multicast")
                .exists();
        announce(first, 1);
        announce(second, 2);
        await().atMost(Duration.ofSeconds(20)).until(() -> announced.size() == 2);
    }

    @AfterEach
    void takeLeave() {
        announcements.forEach(ServiceAnnouncement::close);
    }

    @Test
    void theOneOfThatNameIsFound() throws IOException {
        FoundService found = finder(TestConsole.ofPipes("")).find(Optional.of(second.toUpperCase(Locale.ROOT)));
        assertThat(found.name()).isEqualTo(second);
        assertThat(found.address().getPort()).isEqualTo(2);
    }

    @Test
    void ofSeveralAPersonChooses() throws IOException {
        TestConsole test = TestConsole.ofTerminal("0\nsecond\n99999\n2\n");
        assertThat(finder(test).find(Optional.empty()).name()).isEqualTo(second);
        assertThat(test.err())
                .contains("   1  \"" + first + "\"  127.0.0.1:1\n")
                .contains("   2  \"" + second.replace("\u202e", "\\u{202e}") + "\"  127.0.0.1:2\n")
                .contains("1 to ");
    }

    @Test
    void whereNobodyCanChooseTheyAreListed() {
        TestConsole test = TestConsole.ofPipes("2\n");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> finder(test).find(Optional.empty()))
                .withMessageContaining("--find=NAME");
        assertThat(test.err()).contains("   1  \"" + first + "\"  127.0.0.1:1\n");
    }

    @Test
    void ofAFloodAFewAreShown() throws IOException {
        List<FoundService> flood = IntStream.rangeClosed(1, 1_000)
                .mapToObj(i -> new FoundService("n" + i, TYPE, new InetSocketAddress("127.0.0.1", i)))
                .toList();
        TestConsole test = TestConsole.ofTerminal("21\n20\n");
        assertThat(finder(test).choose(flood).name()).isEqualTo("n20");
        assertThat(test.err())
                .contains("  20  n20  127.0.0.1:20\n      and 980 more: --find=NAME takes one of them\n")
                .contains("1 to 20")
                .doesNotContain("n21");
    }

    @Test
    void whoIsNotThereIsNotFound() {
        String nobody = "nobody " + UUID.randomUUID();
        assertThatExceptionOfType(NothingFoundException.class)
                .isThrownBy(() -> finder(TestConsole.ofPipes("")).find(Optional.of(nobody)))
                .withMessageContaining(nobody)
                .satisfies(e -> assertThat(Failure.of(e).exitCode()).isEqualTo(ExitCode.NO));
    }

    private static ServiceFinder finder(TestConsole test) {
        return new ServiceFinder(test.console(), TYPE, LocalNetworks.loopback().toList());
    }

    private void announce(String name, int port) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        ServiceInstance service = new ServiceInstance(name, TYPE, port, Optional.of(loopback));
        announcements.add(ServiceAnnouncement.start(service, "h", new ServiceAnnouncement.Listener() {
            @Override
            public void announced(String as, String network) {
                announced.add(as);
            }

            @Override
            public void noNetwork() {}

            @Override
            public void failed(String network, IOException why) {}
        }));
    }
}
