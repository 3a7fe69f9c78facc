package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.PoliteServer;
import dev.netkit.discovery.scan.PortWait.End;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PortWaitTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration A_WHILE = Duration.ofMillis(150);

    @Test
    void anOpenPortEndsIt() throws IOException {
        try (PoliteServer open = PoliteServer.listen()) {
            assertThat(new PortWait(open.endpoint(), LONG).run()).isEqualTo(End.OPEN);
        }
    }

    @Test
    void aPortThatOpensLaterEndsIt() throws IOException {
        InetSocketAddress port = PoliteServer.nobody();
        PortWait wait = new PortWait(Endpoint.of(port), LONG);
        CompletableFuture<End> result = CompletableFuture.supplyAsync(() -> run(wait));
        await().during(A_WHILE).until(() -> !result.isDone()); // it has found the port closed meanwhile
        try (ServerSocket open = new ServerSocket()) {
            open.setReuseAddress(true);
            open.bind(port);
            assertThat(result.join()).isEqualTo(End.OPEN);
        }
    }

    @Test
    void aPortThatStaysClosedEndsInTime() throws IOException {
        assertThat(new PortWait(Endpoint.of(PoliteServer.nobody()), Duration.ofMillis(150)).run())
                .isEqualTo(End.NOT_IN_TIME);
    }

    @Test
    void aNameThatNobodyKnowsIsWaitedForToo() throws IOException {
        assertThat(new PortWait(new Endpoint("nobody.invalid", 1), Duration.ofMillis(150)).run())
                .isEqualTo(End.NOT_IN_TIME);
    }

    @Test
    void itCanBeStopped() throws IOException {
        PortWait wait = new PortWait(Endpoint.of(PoliteServer.nobody()), LONG);
        CompletableFuture<End> result = CompletableFuture.supplyAsync(() -> run(wait));
        wait.stop();
        assertThat(result.join()).isEqualTo(End.STOPPED);
    }

    private static End run(PortWait wait) {
        try {
            return wait.run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
