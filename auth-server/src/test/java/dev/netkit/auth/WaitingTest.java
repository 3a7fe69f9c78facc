package dev.netkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.netkit.auth.store.Stores;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who waits, and who does not. */
@Timeout(60)
class WaitingTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private AuthFixture server(Waiting waiting) throws IOException {
        return new AuthFixture(Stores.sqlite(folder.resolve("accounts.db")), folder, waiting);
    }

    @Test
    void rightPasswordIsNotHeldUpByAWrongOneThatWaits() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Waiting untilTold = (connection, delay) -> {
            waits.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
        try (AuthFixture auth = server(untilTold)) {
            auth.register("ann", PASSWORD);
            CompletableFuture<Void> wrong =
                    CompletableFuture.runAsync(() -> assertThatExceptionOfType(RefusedByPeerException.class)
                            .isThrownBy(() -> auth.login("ann", "wrong horse")));
            assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(auth.login("ann", PASSWORD).username()).isEqualTo("ann");
            assertThat(wrong).isNotDone();
            over.countDown();
            wrong.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void clientThatLeavesIsNotWaitedFor() throws IOException {
        try (AuthFixture auth = server((connection, delay) -> Waiting.unlessGone(connection, LONG))) {
            for (int i = 0; i < 4; i++) {
                try (HandmadeClient rude = new HandmadeClient(auth)) {
                    rude.asks("{\"type\":\"scram\",\"message\":\"n,,n=ann,r=abc\"}");
                    rude.says("{\"type\":\"scram\",\"message\":\"c=biws,r=abc,p=AAAA\"}");
                }
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> auth.left.get() == 4);
            assertThat(auth.waits).hasSize(4);
        }
    }

    @Test
    void whoStaysWaitsForAllOfIt() throws Exception {
        assertThat(nanosOf("")).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    @Test
    void whoAsksOnMeanwhileWaitsAsWell() throws Exception {
        assertThat(nanosOf("the next request")).isGreaterThanOrEqualTo(SHORT.toNanos());
    }

    /** How long a client is kept waiting that says this and stays. */
    private static long nanosOf(String said) throws Exception {
        CompletableFuture<Long> took = new CompletableFuture<>();
        TcpServerConfig config = TcpServerConfig.of("waiting", ListenAddress.loopback(0));
        try (RunningServer server = RunningServer.start(TcpServer.open(
                        config,
                        connection -> {
                            long began = System.nanoTime();
                            Waiting.unlessGone(connection, SHORT);
                            took.complete(System.nanoTime() - began);
                        },
                        ServiceListener.NONE));
                PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.send(said);
            return took.get(20, TimeUnit.SECONDS);
        }
    }
}
