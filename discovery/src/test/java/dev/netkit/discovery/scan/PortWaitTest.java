package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.Endpoint;
import dev.netkit.discovery.scan.PortWait.End;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PortWaitTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    @Test
    void anOpenPortEndsIt() throws IOException {
        try (ServerSocket open = loopback(0)) {
            assertThat(new PortWait(endpoint(open.getLocalPort()), LONG).run()).isEqualTo(End.OPEN);
        }
    }

    @Test
    void aPortThatOpensLaterEndsIt() throws IOException {
        int port = closedPort();
        PortWait wait = new PortWait(endpoint(port), LONG);
        CompletableFuture<End> result = CompletableFuture.supplyAsync(() -> run(wait));
        assertThat(result).isNotDone();
        try (ServerSocket open = loopback(port)) {
            assertThat(open.isBound()).isTrue();
            assertThat(result.join()).isEqualTo(End.OPEN);
        }
    }

    @Test
    void aPortThatStaysClosedEndsInTime() throws IOException {
        assertThat(new PortWait(endpoint(closedPort()), Duration.ofMillis(150)).run())
                .isEqualTo(End.NOT_IN_TIME);
    }

    @Test
    void aNameThatNobodyKnowsIsWaitedForToo() throws IOException {
        assertThat(new PortWait(new Endpoint("nobody.invalid", 1), Duration.ofMillis(150)).run())
                .isEqualTo(End.NOT_IN_TIME);
    }

    @Test
    void itCanBeStopped() throws IOException {
        PortWait wait = new PortWait(endpoint(closedPort()), LONG);
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

    private static int closedPort() throws IOException {
        try (ServerSocket closed = loopback(0)) {
            return closed.getLocalPort();
        }
    }

    private static ServerSocket loopback(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        return server;
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint("127.0.0.1", port);
    }
}
