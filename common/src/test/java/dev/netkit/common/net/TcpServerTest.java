package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.ServiceEvent.Connected;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import dev.netkit.common.net.ServiceEvent.Listening;
import dev.netkit.common.net.ServiceEvent.Received;
import dev.netkit.common.net.ServiceEvent.Sent;
import dev.netkit.common.net.ServiceEvent.Starting;
import dev.netkit.common.net.ServiceEvent.Stopped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Opening, accepting, and what is told; {@link TcpServerCapacityTest}, {@link TcpServerLimitsTest} and
 * {@link TcpServerStopTest} have the rest.
 */
@Timeout(15)
class TcpServerTest {
    private static final Duration A_WHILE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);

    // Opening

    @Test
    void portZeroPicksAFreePortAndTellsIt() throws IOException {
        try (RunningServer server = serve(config(), new FrameEchoHandler())) {
            assertThat(server.address().getAddress()).isEqualTo(InetAddress.getLoopbackAddress());
            assertThat(server.address().getPort()).isPositive();
            assertThat(events.all()).startsWith(new Starting("test"), new Listening("test", server.address()));
        }
    }

    @Test
    void portIsOpenBeforeTheServerServes() throws IOException {
        TcpServer open = TcpServer.open(config(), new FrameEchoHandler(), events);
        try (PolitePeer early = PolitePeer.connect(open.address())) {
            early.send("2:hi");
            RunningServer server = RunningServer.start(open);
            assertThat(early.receive(4)).isEqualTo("2:hi");
            server.close();
        }
    }

    @Test
    void portIsFreeAgainAfterwards() throws IOException {
        RunningServer server = serve(config(), new FrameEchoHandler());
        int port = server.address().getPort();
        server.close();
        try (RunningServer next =
                serve(TcpServerConfig.of("test", ListenAddress.loopback(port)), new FrameEchoHandler())) {
            assertThat(next.address().getPort()).isEqualTo(port);
        }
    }

    @Test
    void serverOnAllAddressesIsReachedByIpv4() throws IOException {
        ListenAddress everywhere = new ListenAddress(Optional.empty(), 0, false);
        try (RunningServer server = serve(TcpServerConfig.of("test", everywhere), new FrameEchoHandler());
                PolitePeer peer = PolitePeer.connect(
                        new InetSocketAddress("127.0.0.1", server.address().getPort()))) {
            assertThat(peer.exchange("2:hi")).isEqualTo("2:hi");
            assertThat(events.first(Connected.class).peer()).isEqualTo(peer.address());
        }
    }

    @Test
    void configurationNeedsRoomForOneConnection() {
        assertThatIllegalArgumentException().isThrownBy(() -> config().withMaxConnections(0));
        assertThatIllegalArgumentException().isThrownBy(() -> config().withMaxConnections(-1));
        assertThat(config().withMaxConnections(1).maxConnections()).isEqualTo(1);
    }

    // Events

    @Test
    void eventsOfAConversationComeInOrder() throws IOException {
        InetSocketAddress client;
        RunningServer server = serve(config(), new FrameEchoHandler());
        try (server;
                PolitePeer peer = PolitePeer.connect(server.address())) {
            client = peer.address();
            peer.exchange("5:hello");
            peer.endOutput();
            assertThat(peer.seesEnd()).isTrue();
        }
        assertThat(events.all())
                .containsExactly(
                        new Starting("test"),
                        new Listening("test", server.address()),
                        new Connected(client),
                        new Received(client, 7),
                        new Sent(client, 7),
                        new Disconnected(client, 7, 7, EndReason.PEER_CLOSED, Optional.empty()),
                        new Stopped("test"));
    }

    @Test
    void listenerThatWantsTheEssentialsHearsNothingElse() throws IOException {
        RecordedEvents essentials = new RecordedEvents(Detail.ESSENTIAL);
        RunningServer server = RunningServer.start(TcpServer.open(config(), new FrameEchoHandler(), essentials));
        try (server;
                PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.exchange("5:hello");
        }
        assertThat(essentials.all())
                .containsExactly(new Starting("test"), new Listening("test", server.address()), new Stopped("test"));
    }

    @Test
    void everyConnectionThatIsToldToComeIsToldToGoBeforeTheServerHasStopped() throws IOException {
        try (RunningServer server = serve(config(), new FrameEchoHandler())) {
            List<PolitePeer> peers = Stream.generate(() -> PolitePeer.connect(server.address()))
                    .limit(20)
                    .toList();
            peers.forEach(peer -> peer.exchange("2:hi"));
            peers.forEach(PolitePeer::close);
        }
        assertThat(events.all(Connected.class)).hasSize(20);
        assertThat(events.all(Disconnected.class))
                .extracting(Disconnected::peer)
                .containsExactlyInAnyOrderElementsOf(events.all(Connected.class).stream()
                        .map(Connected::peer)
                        .toList());
        assertThat(events.all().get(events.all().size() - 1)).isEqualTo(new Stopped("test"));
    }

    // Once

    @Test
    void onceLeavesAfterTheFirstConversation() throws IOException {
        TcpServer open = TcpServer.open(config().withOnce(true), new FrameEchoHandler(), events);
        try (PolitePeer first = PolitePeer.connect(open.address());
                PolitePeer second = PolitePeer.connect(open.address())) {
            RunningServer server = RunningServer.start(open);
            assertThat(first.exchange("2:hi")).isEqualTo("2:hi");
            await().during(A_WHILE).atMost(PATIENCE).until(() -> !server.hasEnded());
            assertThat(first.exchange("2:ho")).isEqualTo("2:ho");
            first.endOutput();
            assertThat(first.seesEnd()).isTrue();
            server.awaitEnd();
            assertThat(second.seesEnd()).isTrue();
        }
        assertThat(events.all(Connected.class)).hasSize(1);
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void onceCanBeStoppedBeforeAnybodyCame() throws IOException {
        RunningServer server = serve(config().withOnce(true), new FrameEchoHandler());
        server.close();
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void onceCanBeStoppedDuringTheConversation() throws IOException {
        RunningServer server = serve(config().withOnce(true), new FrameEchoHandler());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.exchange("2:hi");
            server.close();
            assertThat(peer.seesEnd()).isTrue();
        }
        assertThat(events.first(Disconnected.class).reason()).isEqualTo(EndReason.SERVER_STOPPED);
    }

    private static TcpServerConfig config() {
        return TcpServerConfig.of("test", ListenAddress.loopback(0));
    }

    private RunningServer serve(TcpServerConfig config, ConnectionHandler handler) throws IOException {
        return RunningServer.start(TcpServer.open(config, handler, events));
    }
}
