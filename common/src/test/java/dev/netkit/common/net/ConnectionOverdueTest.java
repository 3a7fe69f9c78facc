package dev.netkit.common.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection's time limits by a clock that the test moves; {@link TcpServerLimitsTest} has them in real time. */
@Timeout(10)
class ConnectionOverdueTest {
    private static final long IDLE = Duration.ofSeconds(60).toNanos();
    private static final long FRAME = Duration.ofSeconds(30).toNanos();
    private static final long WRITE = Duration.ofSeconds(10).toNanos();
    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(Duration.ofNanos(IDLE), Duration.ofNanos(FRAME), Duration.ofNanos(WRITE));
    private static final ConnectionLimits NO_LIMITS = new ConnectionLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final byte[] MORE_THAN_ANY_SYSTEM_BUFFERS = new byte[64 * 1024 * 1024];

    private LoopbackPair pair;
    private PolitePeer peer;
    private Connection connection;

    @BeforeEach
    void connect() throws IOException {
        pair = new LoopbackPair();
        peer = pair.peer;
        connection = pair.connection;
    }

    @AfterEach
    void disconnect() {
        pair.close();
    }

    @Test
    void silenceIsOverdueAtTheIdleLimitAndNotBefore() {
        assertThat(connection.activity().overdue(LIMITS, IDLE - 1)).isEmpty();
        assertThat(connection.activity().overdue(LIMITS, IDLE)).contains(EndReason.IDLE);
    }

    @Test
    void everyReadBeginsTheSilenceAnew() throws IOException {
        pair.clock.set(IDLE / 2);
        peer.send("x");
        connection.input().read();
        assertThat(connection.activity().overdue(LIMITS, IDLE)).isEmpty();
        assertThat(connection.activity().overdue(LIMITS, IDLE / 2 + IDLE)).contains(EndReason.IDLE);
    }

    @Test
    void everyWriteBeginsTheSilenceAnew() throws IOException {
        pair.clock.set(IDLE / 2);
        connection.output().write(1);
        assertThat(connection.activity().overdue(LIMITS, IDLE)).isEmpty();
        assertThat(connection.activity().overdue(LIMITS, IDLE / 2 + IDLE)).contains(EndReason.IDLE);
    }

    @Test
    void frameIsOverdueAtItsDeadlineAndNotBefore() {
        pair.clock.set(5);
        connection.frameBegan();
        assertThat(connection.activity().overdue(LIMITS, 5 + FRAME - 1)).isEmpty();
        assertThat(connection.activity().overdue(LIMITS, 5 + FRAME)).contains(EndReason.SLOW_FRAME);
    }

    @Test
    void frameThatBeganAtTheClocksZeroHasADeadline() {
        connection.frameBegan();
        assertThat(connection.activity().overdue(LIMITS, FRAME + 1)).contains(EndReason.SLOW_FRAME);
    }

    @Test
    void dripsDoNotPutTheDeadlineOff() throws IOException {
        connection.frameBegan();
        pair.clock.set(FRAME - 1);
        peer.send("x");
        connection.input().read();
        assertThat(connection.activity().overdue(LIMITS, FRAME + 1)).contains(EndReason.SLOW_FRAME);
    }

    @Test
    void finishedFrameHasNoDeadline() {
        connection.frameBegan();
        connection.frameEnded();
        assertThat(connection.activity().overdue(LIMITS, IDLE - 1)).isEmpty();
    }

    @Test
    void nextFrameHasADeadlineOfItsOwn() {
        connection.frameBegan();
        connection.frameEnded();
        pair.clock.set(20);
        connection.frameBegan();
        assertThat(connection.activity().overdue(LIMITS, FRAME + 19)).isEmpty();
        assertThat(connection.activity().overdue(LIMITS, FRAME + 20)).contains(EndReason.SLOW_FRAME);
    }

    @Test
    void writeThatIsStuckIsOverdueAndNeverIdle() throws Exception {
        pair.clock.set(5);
        CompletableFuture<Void> writing = writeForEver();
        await().until(() -> connection.activity().overdue(LIMITS, 5 + WRITE).isPresent());
        assertThat(connection.activity().overdue(LIMITS, 5 + WRITE)).contains(EndReason.STUCK_WRITE);
        assertThat(connection.activity().overdue(LIMITS, 5 + WRITE - 1)).isEmpty();
        assertThat(connection.activity().overdue(LIMITS, 5 + 10 * IDLE)).contains(EndReason.STUCK_WRITE);
        assertThat(connection.activity().quietFor(1, 5 + WRITE)).isFalse();

        connection.cut(EndReason.STUCK_WRITE);
        assertThat(writing).failsWithin(5, TimeUnit.SECONDS).withThrowableThat().withCauseInstanceOf(IOException.class);
    }

    @Test
    void writeThatIsOverIsNotStuck() throws IOException {
        connection.output().write(new byte[100]);
        assertThat(connection.activity().overdue(LIMITS, WRITE + 1)).isEmpty();
    }

    /** The watchdog looks from a thread of its own, at any moment. */
    @Test
    void framesThatComeAndGoQuicklyAreNeverOverdue() {
        assertNeverOverdueWhile(() -> {
            connection.frameBegan();
            connection.frameEnded();
        });
    }

    @Test
    void writesThatComeAndGoQuicklyAreNeverOverdue() {
        byte[] one = new byte[1];
        assertNeverOverdueWhile(() -> connection.output().write(one));
    }

    private interface Activity {
        void once() throws IOException;
    }

    private void assertNeverOverdueWhile(Activity activity) {
        long now = 1_000 * IDLE; // as a clock that has run for long
        pair.clock.set(now);
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> acting = CompletableFuture.runAsync(() -> {
            try {
                while (!enough.get()) {
                    activity.once();
                }
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
        ConnectionLimits limits = new ConnectionLimits(Duration.ZERO, LIMITS.frame(), LIMITS.write());
        Optional<EndReason> overdue = Optional.empty();
        long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
        while (overdue.isEmpty() && System.nanoTime() < end) {
            overdue = connection.activity().overdue(limits, now);
        }
        enough.set(true);
        assertThat(acting).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(overdue).isEmpty();
    }

    @Test
    void limitOfZeroIsNone() throws Exception {
        connection.frameBegan();
        CompletableFuture<Void> writing = writeForEver();
        await().until(() -> !connection.activity().quietFor(0, 0));
        assertThat(connection.activity().overdue(NO_LIMITS, Long.MAX_VALUE)).isEmpty();
        connection.close();
        assertThat(writing).failsWithin(5, TimeUnit.SECONDS);
    }

    @Test
    void clockMayRunThroughItsLargestValue() {
        pair.clock.set(Long.MAX_VALUE - 1);
        connection.frameBegan();
        assertThat(connection.activity().overdue(LIMITS, Long.MIN_VALUE + 10)).isEmpty();
        assertThat(connection.activity().overdue(LIMITS, Long.MIN_VALUE + FRAME))
                .contains(EndReason.SLOW_FRAME);
    }

    @Test
    void connectionIsQuietWhenNothingHasMovedForSoLong() throws IOException {
        assertThat(connection.activity().quietFor(100, 99)).isFalse();
        assertThat(connection.activity().quietFor(100, 100)).isTrue();
        pair.clock.set(50);
        connection.output().write(1);
        assertThat(connection.activity().quietFor(100, 149)).isFalse();
        assertThat(connection.activity().quietFor(100, 150)).isTrue();
    }

    private CompletableFuture<Void> writeForEver() {
        return CompletableFuture.runAsync(() -> {
            try {
                while (true) {
                    connection.output().write(MORE_THAN_ANY_SYSTEM_BUFFERS);
                }
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }
}
