package dev.netkit.common.dnssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.LocalNetworks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way, over this machine's loopback interface, which other programs may use at the same time. */
@Timeout(60)
class ServiceAnnouncementTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final String name = "test " + UUID.randomUUID();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void needsLinux() {
        assumeThat(Path.of("/proc/net"))
                .as("elsewhere loopback may know no multicast")
                .exists();
    }

    @Test
    void whatIsAnnouncedIsFoundAndAfterItsLeaveItIsNot() throws IOException {
        try (ServiceAnnouncement announcement = announce(ServiceType.CHAT, 7777)) {
            await().atMost(LONG_ENOUGH).until(() -> !told.isEmpty());
            assertThat(told).containsExactly(name + " on lo");
            assertThat(find(ServiceType.CHAT, name))
                    .hasValue(new FoundService(name, ServiceType.CHAT, new InetSocketAddress("127.0.0.1", 7777)));
            assertThat(announcement).isNotNull();
        }
        try (ServiceSearch search = search(ServiceType.CHAT, Duration.ofMillis(1200))) {
            List<String> names = new ArrayList<>();
            search.ask(found -> names.add(found.name()));
            assertThat(names).doesNotContain(name);
        }
    }

    @Test
    void theSecondOfANameIsToldAnother() throws IOException {
        try (ServiceAnnouncement first = announce(ServiceType.FILE, 1)) {
            await().atMost(LONG_ENOUGH).until(() -> told.size() == 1);
            try (ServiceAnnouncement second = announce(ServiceType.FILE, 2)) {
                await().atMost(LONG_ENOUGH).until(() -> told.size() == 2);
                assertThat(told).containsExactly(name + " on lo", name + " (2) on lo");
                assertThat(find(ServiceType.FILE, name).orElseThrow().address().getPort())
                        .isEqualTo(1);
                assertThat(find(ServiceType.FILE, name + " (2)")
                                .orElseThrow()
                                .address()
                                .getPort())
                        .isEqualTo(2);
                assertThat(List.of(first, second)).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void whereThereIsNoSuchAddressItIsSaidOnce() throws IOException {
        ServiceInstance nowhere = new ServiceInstance(name, ServiceType.ECHO, 1, Optional.of(documentation()));
        try (ServiceAnnouncement announcement = ServiceAnnouncement.start(nowhere, "h", new Told())) {
            await().atMost(LONG_ENOUGH).until(() -> !told.isEmpty());
            assertThat(told).containsExactly("no network");
            assertThat(announcement).isNotNull();
        }
    }

    private static InetAddress documentation() throws UnknownHostException {
        return InetAddress.getByName("203.0.113.77"); // RFC 5737: nobody has it
    }

    private ServiceAnnouncement announce(ServiceType type, int port) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        return ServiceAnnouncement.start(
                new ServiceInstance(name, type, port, Optional.of(loopback)), "my.machine", new Told());
    }

    private static ServiceSearch search(ServiceType type, Duration patience) throws IOException {
        return new ServiceSearch(
                new SearchConfig(Set.of(type), LocalNetworks.loopback().toList(), patience));
    }

    private static Optional<FoundService> find(ServiceType type, String name) throws IOException {
        List<FoundService> found = new ArrayList<>();
        try (ServiceSearch search = search(type, LONG_ENOUGH)) {
            search.ask(service -> {
                found.add(service);
                return !service.name().equals(name);
            });
        }
        return found.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    private final class Told implements ServiceAnnouncement.Listener {
        @Override
        public void announced(String as, String network) {
            told.add(as + " on " + network);
        }

        @Override
        public void noNetwork() {
            told.add("no network");
        }

        @Override
        public void failed(String network, IOException why) {
            told.add(why.toString());
        }
    }
}
