package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(15)
class RudePeersTest {
    private static final ConnectionLimits SHORT_LIMITS =
            new ConnectionLimits(Duration.ZERO, Duration.ofMillis(400), Duration.ofMillis(400));
    private static final Duration LONGEST_VISIT = Duration.ofMillis(2_500);

    private final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
    private final CountDownLatch testIsOver = new CountDownLatch(1);

    @AfterEach
    void releaseHandlers() {
        testIsOver.countDown();
    }

    @ParameterizedTest
    @EnumSource
    void everyPeerIsMetAsItDeservesAndTheServerGoesOn(RudePeer peer) throws IOException {
        try (RunningServer server = serve(new FrameEchoHandler())) {
            long began = System.nanoTime();
            peer.visit(server.address());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST_VISIT);

            int visits = connectionsOf(peer);
            assertThat(events.first(Disconnected.class, visits))
                    .extracting(Disconnected::reason)
                    .containsOnly(expectedEnd(peer));
            checkPolitely(server.address());
            assertThat(events.first(Disconnected.class, visits + 1)).hasSize(visits + 1);
        }
        assertThat(events.all(Disconnected.class)).hasSize(connectionsOf(peer) + 1);
    }

    private static int connectionsOf(RudePeer peer) {
        return switch (peer) {
            case CLOSE_BEFORE_HEADER, CUT_IN_HEADER, CUT_IN_PAYLOAD -> 2;
            case OVERSIZE, RESET -> 3;
            case GARBAGE -> 6;
            case STALL, DRIP, NEVER_READS, FLOOD -> 1;
        };
    }

    private static EndReason expectedEnd(RudePeer peer) {
        return switch (peer) {
            case CLOSE_BEFORE_HEADER, FLOOD -> EndReason.PEER_CLOSED;
            case CUT_IN_HEADER, CUT_IN_PAYLOAD, OVERSIZE, GARBAGE -> EndReason.PROTOCOL_ERROR;
            case STALL, DRIP -> EndReason.SLOW_FRAME;
            case RESET -> EndReason.CONNECTION_LOST;
            case NEVER_READS -> EndReason.STUCK_WRITE;
        };
    }

    @Test
    void politeClientIsServedWhileAllVisitAndAfterwards() throws IOException {
        AtomicInteger checks = new AtomicInteger();
        int visits = Arrays.stream(RudePeer.values())
                .mapToInt(RudePeersTest::connectionsOf)
                .sum();
        try (RunningServer server = serve(new FrameEchoHandler())) {
            RudePeers.allVisit(server.address(), () -> {
                checkPolitely(server.address());
                checks.incrementAndGet();
            });
        }
        assertThat(checks).hasValueGreaterThanOrEqualTo(2);
        assertThat(events.all(Disconnected.class)).hasSize(visits + checks.get());
    }

    @Test
    void peersReturnFromAServerThatClosesAtOnce() throws IOException {
        try (RunningServer server = serve(Connection::close)) {
            assertAllReturn(server.address());
        }
    }

    @Test
    void peersReturnFromAServerThatNeverReads() throws IOException {
        try (RunningServer server = serve(connection -> awaitEndOfTest())) {
            assertAllReturn(server.address());
            testIsOver.countDown();
        }
    }

    @Test
    void peersReturnFromAServerThatNeverAccepts() {
        try (PoliteServer deaf = PoliteServer.listen()) {
            assertAllReturn(deaf.address());
        }
    }

    @ParameterizedTest
    @EnumSource
    void peerFailsWhereThereIsNoServer(RudePeer peer) {
        InetSocketAddress nobody = PoliteServer.nobody();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> peer.visit(nobody));
    }

    @Test
    void absentServerFailsAllVisit() {
        InetSocketAddress nobody = PoliteServer.nobody();
        assertThatThrownBy(() -> RudePeers.allVisit(nobody, () -> {}))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("could not visit");
    }

    @Test
    void politeClientThatIsNotServedFailsAllVisit() throws IOException {
        AssertionError notServed = new AssertionError("not served");
        try (RunningServer server = serve(Connection::close)) {
            assertThatThrownBy(() -> RudePeers.allVisit(server.address(), () -> {
                        throw notServed;
                    }))
                    .isSameAs(notServed);
        }
    }

    private static void assertAllReturn(InetSocketAddress server) {
        long began = System.nanoTime();
        RudePeers.allVisit(server, () -> {});
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST_VISIT.plusSeconds(1));
    }

    private static void checkPolitely(InetSocketAddress server) {
        try (PolitePeer peer = PolitePeer.connect(server)) {
            assertThat(peer.exchange("5:hello")).isEqualTo("5:hello");
        }
    }

    private void awaitEndOfTest() {
        try {
            testIsOver.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RunningServer serve(ConnectionHandler handler) throws IOException {
        TcpServerConfig config =
                TcpServerConfig.of("test", ListenAddress.loopback(0)).withLimits(SHORT_LIMITS);
        return RunningServer.start(TcpServer.open(config, handler, events));
    }
}
