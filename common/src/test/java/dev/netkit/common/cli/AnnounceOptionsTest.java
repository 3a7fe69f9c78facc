package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.MachineName;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.TcpServer;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnnounceOptionsTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final TestConsole console = TestConsole.ofPipes("");
    private final ServiceOutput events = new ServiceOutput(console.console(), Detail.ESSENTIAL, true, false);

    @Test
    void aServerIsAnnouncedAsLongAsItServes() throws IOException {
        assumeThat(Path.of("/proc/net"))
                .as("elsewhere loopback may know no multicast")
                .exists();
        String name = "test " + UUID.randomUUID() + "\u202e";
        Server server = options("--announce").on(server(), ServiceType.ID, name, events);
        int port = server.address().getPort();
        try (RunningServer running = RunningServer.start(server)) {
            await().atMost(LONG_ENOUGH).until(() -> console.out().contains("announced"));
            assertThat(console.out())
                    .contains("\"event\":\"announced\"")
                    .contains("\"name\":\"" + name.replace("\u202e", "\\u202e")
                            + "\",\"type\":\"_netkit-id._tcp\",\"port\":" + port + ",\"interface\":\"lo\"");
            assertThat(running).isNotNull();
        }
        assertThat(console.out()).endsWith("\"service\":\"test\"}\n").contains("\"event\":\"stopped\"");
    }

    @Test
    void nothingIsSaidOfAServerThatIsNotToBeAnnounced() throws IOException {
        Server server = server();
        assertThat(options().on(server, ServiceType.ID, events)).isSameAs(server);
        server.stop();
        server.serve();
    }

    @Test
    void aMachineHasANameWithoutItsDomain() {
        assertThat(MachineName.get()).isNotBlank().doesNotContain(".");
    }

    private Server server() throws IOException {
        TcpServerConfig config = TcpServerConfig.of("test", ListenAddress.loopback(0));
        return TcpServer.open(config, connection -> {}, events);
    }

    private static AnnounceOptions options(String... arguments) {
        return MixedIn.parsed(new AnnounceOptions(), arguments);
    }
}
