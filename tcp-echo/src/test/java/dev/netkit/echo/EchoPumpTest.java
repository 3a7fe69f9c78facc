package dev.netkit.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are not quite echo servers; none of them closes by itself. */
@Timeout(30)
class EchoPumpTest {
    private static final Duration FOR_EVER = Duration.ZERO;

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void letServersGo() {
        over.countDown();
    }

    @Test
    void allBackIsEnoughWhereTheServerDoesNotClose() throws Exception {
        EchoPump.Result result = flow(1000, connection -> echo(connection, 0), FOR_EVER);
        assertThat(result).isEqualTo(new EchoPump.Result(1000, 1000, true, true));
    }

    @Test
    void nothingSentNeedsNothingBack() throws Exception {
        EchoPump.Result result = flow(0, connection -> {}, FOR_EVER);
        assertThat(result).isEqualTo(new EchoPump.Result(0, 0, true, true));
    }

    @Test
    void moreThanWasSentIsNotTheSame() throws Exception {
        EchoPump.Result result = flow(1000, connection -> echo(connection, 5), FOR_EVER);
        assertThat(result).isEqualTo(new EchoPump.Result(1000, 1005, true, false));
    }

    @Test
    void theTimeOutNamesWhatIsMissing() {
        assertThatThrownBy(() -> flow(
                        1000,
                        connection ->
                                connection.output().write(connection.input().readNBytes(990)),
                        Duration.ofMillis(300)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no answer to 10 bytes");
    }

    @Test
    void theTimeOutIsHonouredOnce() {
        Duration timeout = Duration.ofSeconds(2);
        long start = System.nanoTime();
        assertThatThrownBy(() -> flow(10, connection -> {}, timeout)).isInstanceOf(SocketTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(timeout, timeout.multipliedBy(2));
    }

    private static void echo(Connection connection, int extra) throws IOException {
        byte[] data = connection.input().readNBytes(1000);
        connection.output().write(Arrays.copyOf(data, data.length + extra));
    }

    private interface Behaviour {
        void show(Connection connection) throws IOException;
    }

    private EchoPump.Result flow(int bytes, Behaviour behaviour, Duration timeout) throws IOException {
        try (FakeServer server = new FakeServer(connection -> {
                    behaviour.show(connection);
                    await();
                });
                EchoPump pump = new EchoClient(server.endpoint(), false, Optional.empty(), 1024, timeout)
                        .openPump(ServiceListener.NONE)) {
            return pump.run(new ByteArrayInputStream(new byte[bytes]), new ByteArrayOutputStream());
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
