package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import dev.netkit.common.net.ServiceEvent.Sent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watchdog's limits on real connections; {@link ConnectionOverdueTest} has the arithmetic. */
@Timeout(15)
class TcpServerLimitsTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LATEST = Duration.ofMillis(2_300);

    private final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);

    @Test
    void silentPeerIsCutAtTheIdleLimit() throws IOException {
        try (RunningServer server = serve(new ConnectionLimits(SHORT, NONE, NONE), new FrameEchoHandler());
                PolitePeer peer = PolitePeer.connect(server.address())) {
            long began = System.nanoTime();
            peer.exchange("2:hi");
            assertThat(peer.seesEnd()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SHORT, LATEST);
            assertThat(events.first(Disconnected.class).reason()).isEqualTo(EndReason.IDLE);
        }
    }

    @Test
    void peerThatSpeaksNowAndThenIsNotIdle() throws Exception {
        Duration limit = Duration.ofMillis(600);
        try (RunningServer server = serve(new ConnectionLimits(limit, NONE, NONE), new FrameEchoHandler());
                PolitePeer peer = PolitePeer.connect(server.address())) {
            long end = System.nanoTime() + limit.multipliedBy(3).dividedBy(2).toNanos();
            while (System.nanoTime() < end) {
                assertThat(peer.exchange("2:hi")).isEqualTo("2:hi");
                TimeUnit.MILLISECONDS.sleep(50); // the pace of a conversation
            }
        }
    }

    @Test
    void peerThatOnlyListensIsNotIdle() throws Exception {
        Duration limit = Duration.ofMillis(600);
        ConnectionHandler ticker = connection -> {
            for (int i = 0; i < 16; i++) {
                connection.output().write('.');
                sleep(50);
            }
        };
        try (RunningServer server = serve(new ConnectionLimits(limit, NONE, NONE), ticker);
                PolitePeer peer = PolitePeer.connect(server.address())) {
            assertThat(peer.receive(16)).isEqualTo(".".repeat(16));
        }
    }

    @Test
    void frameThatDripsIsCutAtItsDeadline() throws Exception {
        try (RunningServer server = serve(new ConnectionLimits(NONE, SHORT, NONE), new FrameEchoHandler());
                RudeSocket dripping = RudeSocket.connect(server.address(), Duration.ofSeconds(5))) {
            long began = System.nanoTime();
            dripping.send("1000:".getBytes(US_ASCII));
            int drops = 0;
            while (dripping.send(new byte[1]) && dripping.pause(Duration.ofMillis(10))) {
                drops++;
            }
            assertThat(drops).isPositive();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SHORT, LATEST);
            assertThat(events.first(Disconnected.class).reason()).isEqualTo(EndReason.SLOW_FRAME);
        }
    }

    @Test
    void deadlineIsForOneFrameAndNotForMany() throws Exception {
        try (RunningServer server = serve(new ConnectionLimits(NONE, SHORT, NONE), new FrameEchoHandler());
                PolitePeer peer = PolitePeer.connect(server.address())) {
            long end = System.nanoTime() + SHORT.multipliedBy(2).toNanos();
            while (System.nanoTime() < end) {
                assertThat(peer.exchange("2:hi")).isEqualTo("2:hi");
                TimeUnit.MILLISECONDS.sleep(20); // the pace of a conversation
            }
            assertThat(events.all(Disconnected.class)).isEmpty();
        }
    }

    @Test
    void peerThatNeverReadsIsCutAtTheWriteLimit() throws IOException {
        ConnectionHandler flood = connection -> {
            while (true) {
                connection.output().write(new byte[64 * 1024]);
            }
        };
        long began = System.nanoTime();
        try (RunningServer server = serve(new ConnectionLimits(NONE, NONE, SHORT), flood);
                PolitePeer deaf = PolitePeer.connect(server.address(), 4_096)) {
            Disconnected end = events.first(Disconnected.class);
            assertThat(end.reason()).isEqualTo(EndReason.STUCK_WRITE);
            assertThat(end.peer()).isEqualTo(deaf.address());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SHORT, LATEST);
        }
    }

    /** One large write, of which something moves all the time: the limit is for a write that is stuck. */
    @Test
    void peerThatReadsSlowlyButSteadilyIsNotStuck() throws Exception {
        int length = 8 * 1024 * 1024;
        ConnectionHandler bulk = connection -> connection.output().write(new byte[length]);
        try (RunningServer server = serve(new ConnectionLimits(NONE, NONE, Duration.ofMillis(600)), bulk);
                PolitePeer slow = PolitePeer.connect(server.address(), 64 * 1024)) {
            assertThat(readSlowly(slow.input())).isEqualTo(length);
        }
        assertThat(events.first(Sent.class).bytes()).isEqualTo(length);
    }

    private static int readSlowly(InputStream in) throws IOException {
        byte[] portion = new byte[64 * 1024];
        int read = 0;
        int n;
        while ((n = in.readNBytes(portion, 0, portion.length)) > 0) {
            read += n;
            sleep(8);
        }
        return read;
    }

    @Test
    void oneCutPeerDoesNotHarmTheOthers() throws IOException {
        try (RunningServer server = serve(new ConnectionLimits(NONE, SHORT, SHORT), new FrameEchoHandler());
                PolitePeer other = PolitePeer.connect(server.address());
                PolitePeer stalling = PolitePeer.connect(server.address())) {
            InetSocketAddress cut = stalling.address();
            stalling.send("100:half");
            assertThat(stalling.seesEnd()).isTrue();
            assertThat(events.first(Disconnected.class).peer()).isEqualTo(cut);
            assertThat(other.exchange("2:hi")).isEqualTo("2:hi");
        }
    }

    @Test
    void limitsAreNotNegative() {
        Duration negative = Duration.ofNanos(-1);
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionLimits(negative, NONE, NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionLimits(NONE, negative, NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionLimits(NONE, NONE, negative));
    }

    private RunningServer serve(ConnectionLimits limits, ConnectionHandler handler) throws IOException {
        TcpServerConfig config =
                TcpServerConfig.of("test", ListenAddress.loopback(0)).withLimits(limits);
        return RunningServer.start(TcpServer.open(config, handler, events));
    }

    private static void sleep(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
