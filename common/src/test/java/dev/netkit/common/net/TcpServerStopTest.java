package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.ServiceEvent.Connected;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import dev.netkit.common.net.ServiceEvent.Stopped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link Server#stop()} promises to those who are connected, and to those who wait for its end. */
@Timeout(15)
class TcpServerStopTest {
    private static final Duration LONGER_THAN_QUIET = Duration.ofMillis(350);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration QUICKLY = Duration.ofSeconds(2);

    private final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
    private final CountDownLatch handlerIsIn = new CountDownLatch(1);
    private final CountDownLatch handlerMayGoOn = new CountDownLatch(1);

    @AfterEach
    void releaseHandlers() {
        handlerMayGoOn.countDown();
    }

    @Test
    void stopEndsAServerThatNobodyVisits() throws IOException {
        RunningServer server = serve(config(), new FrameEchoHandler());
        assertThat(timeToEnd(server)).isLessThan(QUICKLY);
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void stoppedServerRefusesConnections() throws IOException {
        RunningServer server = serve(config(), new FrameEchoHandler());
        server.close();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> PolitePeer.connect(server.address()))
                .withCauseInstanceOf(ConnectException.class);
    }

    @Test
    void serverThatWasStoppedBeforeItServedEndsAtOnce() throws IOException {
        TcpServer server = TcpServer.open(config(), new FrameEchoHandler(), events);
        server.stop();
        RunningServer.start(server).awaitEnd();
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void stopMayBeCalledAgain() throws IOException {
        RunningServer server = serve(config(), new FrameEchoHandler());
        server.stop();
        server.stop();
        server.awaitEnd();
        server.stop();
        assertThat(events.all(Stopped.class)).hasSize(1);
    }

    @Test
    void serverWithoutAConnectionLimitCanBeStopped() throws IOException {
        RunningServer server = serve(config().withMaxConnections(Integer.MAX_VALUE), new FrameEchoHandler());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.exchange("2:hi");
            server.stop();
            server.stop();
            server.awaitEnd();
        }
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void handlerMayStopItsServer() throws IOException {
        Server[] self = new Server[1];
        TcpServer server = TcpServer.open(
                config(),
                connection -> {
                    connection.input().read();
                    self[0].stop();
                    connection.output().write('!');
                },
                events);
        self[0] = server;
        RunningServer running = RunningServer.start(server);
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            assertThat(peer.exchange("x")).isEqualTo("!");
            running.awaitEnd();
        }
    }

    @Test
    void idleConnectionsAreClosedQuickly() throws IOException {
        RunningServer server = serve(config(), new FrameEchoHandler());
        try (PolitePeer silent = PolitePeer.connect(server.address());
                PolitePeer spoke = PolitePeer.connect(server.address())) {
            spoke.exchange("2:hi");
            events.first(Connected.class, 2);
            assertThat(timeToEnd(server)).isLessThan(QUICKLY);
            assertThat(silent.seesEnd()).isTrue();
            assertThat(spoke.seesEnd()).isTrue();
        }
        assertThat(events.all(Disconnected.class))
                .hasSize(2)
                .allMatch(event -> event.reason() == EndReason.SERVER_STOPPED);
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void serverThatIsFullCanBeStopped() throws IOException {
        RunningServer server = serve(config().withMaxConnections(1), new FrameEchoHandler());
        try (PolitePeer served = PolitePeer.connect(server.address());
                PolitePeer waiting = PolitePeer.connect(server.address())) {
            served.exchange("2:hi");
            waiting.send("2:ho");
            assertThat(timeToEnd(server)).isLessThan(QUICKLY);
            assertThat(waiting.seesEnd()).isTrue();
        }
        assertThat(events.all(Connected.class)).hasSize(1);
    }

    @Test
    void answerThatIsBeingMadeIsStillSent() throws Exception {
        RunningServer server = serve(config(), connection -> {
            connection.input().read();
            awaitGoAhead();
            connection.output().write('!');
        });
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("?");
            assertThat(handlerIsIn.await(5, TimeUnit.SECONDS)).isTrue();
            server.stop();
            await().during(LONGER_THAN_QUIET).atMost(PATIENCE).until(() -> !server.hasEnded());
            handlerMayGoOn.countDown();
            assertThat(peer.receive(1)).isEqualTo("!");
            server.awaitEnd();
        }
    }

    @Test
    void requestThatHadArrivedBeforeTheStopIsStillAnswered() throws Exception {
        RunningServer server = serve(config(), connection -> {
            byte[] request = new byte[1];
            while (connection.read(ByteBuffer.wrap(request)) > 0) {
                awaitGoAhead();
                connection.output().write(request);
            }
        });
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("12");
            assertThat(handlerIsIn.await(5, TimeUnit.SECONDS)).isTrue();
            server.stop();
            await().during(LONGER_THAN_QUIET).atMost(PATIENCE).until(() -> !server.hasEnded());
            handlerMayGoOn.countDown();
            assertThat(peer.receive(2)).isEqualTo("12");
            server.awaitEnd();
        }
    }

    @Test
    void conversationThatGoesOnIsNotTakenForAnIdleOne() throws Exception {
        RunningServer server = serve(config().withLimits(ConnectionLimits.DEFAULT), new FrameEchoHandler());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.exchange("2:hi");
            server.stop();
            long end = System.nanoTime() + Duration.ofMillis(900).toNanos();
            while (System.nanoTime() < end) {
                assertThat(peer.exchange("2:hi")).isEqualTo("2:hi");
                TimeUnit.MILLISECONDS.sleep(5); // the pace of a conversation
            }
            peer.endOutput();
            assertThat(peer.seesEnd()).isTrue();
            server.awaitEnd();
        }
        assertThat(events.first(Disconnected.class).reason()).isEqualTo(EndReason.PEER_CLOSED);
    }

    @Test
    void conversationThatDoesNotEndIsCutAtTheDrainLimit() throws Exception {
        Duration drain = Duration.ofMillis(500);
        RunningServer server = serve(config().withDrain(drain), connection -> {
            while (true) {
                connection.output().write('.');
                sleepABit();
            }
        });
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.receive(1);
            assertThat(timeToEnd(server)).isBetween(drain, drain.plus(QUICKLY));
        }
        assertThat(events.first(Disconnected.class).reason()).isEqualTo(EndReason.SERVER_STOPPED);
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void handlerThatHearsNothingDoesNotKeepTheServer() throws Exception {
        RunningServer server = serve(config().withDrain(Duration.ofMillis(100)), connection -> awaitGoAhead());
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            assertThat(handlerIsIn.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(timeToEnd(server)).isLessThan(Duration.ofSeconds(1).plus(QUICKLY));
            assertThat(peer.seesEnd()).isTrue();
        }
    }

    @Test
    void peerIsNotBlamedForAMessageThatTheStopCutOff() throws IOException {
        RunningServer server = serve(config(), connection -> {
            connection.input().read();
            if (connection.input().read() < 0) {
                throw new ProtocolException("the stream ended inside a message");
            }
        });
        try (PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send("x");
            events.first(ServiceEvent.Received.class);
            server.close();
            assertThat(peer.seesEnd()).isTrue();
        }
        assertThat(events.first(Disconnected.class).reason()).isEqualTo(EndReason.SERVER_STOPPED);
    }

    /** With limits that make the watchdog look often, so that a test does not last longer than it must. */
    private static TcpServerConfig config() {
        return TcpServerConfig.of("test", ListenAddress.loopback(0))
                .withLimits(new ConnectionLimits(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1)));
    }

    private RunningServer serve(TcpServerConfig config, ConnectionHandler handler) throws IOException {
        return RunningServer.start(TcpServer.open(config, handler, events));
    }

    private static Duration timeToEnd(RunningServer server) {
        long began = System.nanoTime();
        server.close();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void awaitGoAhead() {
        handlerIsIn.countDown();
        try {
            handlerMayGoOn.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleepABit() {
        try {
            TimeUnit.MILLISECONDS.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
