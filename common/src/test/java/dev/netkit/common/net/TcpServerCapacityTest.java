package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.ServiceEvent.Connected;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many connections a server serves at once, and who waits. */
@Timeout(15)
class TcpServerCapacityTest {
    private static final Duration A_WHILE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
    private final AtomicInteger inHandler = new AtomicInteger();
    private final AtomicInteger mostInHandler = new AtomicInteger();

    @Test
    void oneConnectionTooManyWaitsAndIsServedLater() throws IOException {
        try (RunningServer server = serve(config().withMaxConnections(1), counted(new FrameEchoHandler()));
                PolitePeer first = PolitePeer.connect(server.address());
                PolitePeer second = PolitePeer.connect(server.address())) {
            second.send("3:two");
            assertThat(first.exchange("3:one")).isEqualTo("3:one");
            await().during(A_WHILE)
                    .atMost(PATIENCE)
                    .until(() -> events.all(Connected.class).size() == 1);

            first.leave();
            assertThat(second.receive(5)).isEqualTo("3:two");
        }
        assertThat(mostInHandler).hasValue(1);
        assertThat(events.all(Connected.class)).hasSize(2);
    }

    @Test
    void neverMoreThanTheLimitAreServedAtOnce() throws Exception {
        CountDownLatch full = new CountDownLatch(3);
        ConnectionHandler handler = counted(connection -> {
            full.countDown();
            new FrameEchoHandler().handle(connection);
        });
        try (RunningServer server = serve(config().withMaxConnections(3), handler)) {
            List<PolitePeer> peers = connect(12, server);
            assertThat(full.await(5, TimeUnit.SECONDS)).isTrue();
            for (PolitePeer peer : peers) {
                assertThat(peer.exchange("2:hi")).isEqualTo("2:hi");
                peer.close();
            }
        }
        assertThat(mostInHandler).hasValue(3);
        assertThat(events.all(Disconnected.class)).hasSize(12);
    }

    @Test
    void failedConversationsGiveTheirPlaceBack() throws IOException {
        ConnectionHandler failing = connection -> {
            throw new IllegalStateException("on purpose");
        };
        try (RunningServer server = serve(config().withMaxConnections(2), failing)) {
            for (int i = 0; i < 10; i++) {
                try (PolitePeer peer = PolitePeer.connect(server.address())) {
                    assertThat(peer.seesEnd()).isTrue();
                }
            }
        }
        assertThat(events.all(Disconnected.class)).hasSize(10);
    }

    @Test
    void threeHundredConnectionsAreServedAtOnce() throws Exception {
        int count = 300;
        CountDownLatch allAreHere = new CountDownLatch(count);
        ConnectionHandler handler = counted(connection -> {
            allAreHere.countDown();
            new FrameEchoHandler().handle(connection);
        });
        try (RunningServer server = serve(config(), handler)) {
            List<PolitePeer> peers = connect(count, server);
            assertThat(allAreHere.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(inHandler).hasValue(count);
            peers.forEach(peer -> peer.send("5:hello"));
            peers.forEach(peer -> assertThat(peer.receive(7)).isEqualTo("5:hello"));
            peers.forEach(PolitePeer::close);
        }
        assertThat(events.all(Disconnected.class))
                .hasSize(count)
                .allMatch(event -> event.received() == 7 && event.sent() == 7);
    }

    private static TcpServerConfig config() {
        return TcpServerConfig.of("test", ListenAddress.loopback(0));
    }

    private RunningServer serve(TcpServerConfig config, ConnectionHandler handler) throws IOException {
        return RunningServer.start(TcpServer.open(config, handler, events));
    }

    private ConnectionHandler counted(ConnectionHandler handler) {
        return connection -> {
            mostInHandler.accumulateAndGet(inHandler.incrementAndGet(), Math::max);
            try {
                handler.handle(connection);
            } finally {
                inHandler.decrementAndGet();
            }
        };
    }

    private static List<PolitePeer> connect(int count, RunningServer server) {
        List<PolitePeer> peers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            peers.add(PolitePeer.connect(server.address()));
        }
        return peers;
    }
}
