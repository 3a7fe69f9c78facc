package dev.netkit.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ConnectionHandler;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flows to an echo server, and to servers that are not quite ones. */
@Timeout(30)
class EchoPumpTest {
    private static final Duration FOR_EVER = Duration.ZERO;

    @Test
    void aFlowComesBackWhole() throws Exception {
        byte[] data = new byte[5_000_000];
        new Random(1).nextBytes(data);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        try (RunningEcho server = RunningEcho.bytes();
                EchoPump pump = pump(server.endpoint(), FOR_EVER)) {
            EchoPump.Result result = pump.run(new ByteArrayInputStream(data), back);
            assertThat(result.complete()).isTrue();
            assertThat(result.identical()).isTrue();
            assertThat(result.sent()).isEqualTo(data.length);
        }
        assertThat(back.toByteArray()).isEqualTo(data);
    }

    @Test
    void aFlowWithOneFlippedBitIsNotIdentical() throws Exception {
        try (RunningServer liar = RunningServer.of(connection -> {
                    byte[] data = connection.input().readAllBytes();
                    data[data.length / 2] ^= 1;
                    connection.output().write(data);
                });
                EchoPump pump = pump(liar.endpoint(), FOR_EVER)) {
            EchoPump.Result result = pump.run(new ByteArrayInputStream(new byte[1000]), new ByteArrayOutputStream());
            assertThat(result.complete()).isTrue();
            assertThat(result.identical()).isFalse();
        }
    }

    @Test
    void aFlowThatTheServerCutsIsNotComplete() throws Exception {
        try (RunningServer cutter = RunningServer.of(connection -> {
                    byte[] data = connection.input().readAllBytes();
                    connection.output().write(data, 0, 10);
                });
                EchoPump pump = pump(cutter.endpoint(), FOR_EVER)) {
            EchoPump.Result result = pump.run(new ByteArrayInputStream(new byte[1000]), new ByteArrayOutputStream());
            assertThat(result.complete()).isFalse();
            assertThat(result.received()).isEqualTo(10);
        }
    }

    @Test
    void failuresOfInputAndOutputAreTheCallersOwn() throws Exception {
        IOException disk = new IOException("disk");
        try (RunningEcho server = RunningEcho.bytes()) {
            try (EchoPump pump = pump(server.endpoint(), FOR_EVER)) {
                assertThatThrownBy(() -> pump.run(failingInput(disk), new ByteArrayOutputStream()))
                        .isSameAs(disk);
            }
            try (EchoPump pump = pump(server.endpoint(), FOR_EVER)) {
                assertThatThrownBy(() -> pump.run(new ByteArrayInputStream(new byte[10]), failingOutput(disk)))
                        .isSameAs(disk);
            }
        }
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

    /** What becomes of a flow to a server that does not close by itself. */
    private static EchoPump.Result flow(int bytes, ConnectionHandler behaviour, Duration timeout) throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (RunningServer server = RunningServer.of(connection -> {
                    behaviour.handle(connection);
                    over.join();
                });
                EchoPump pump = pump(server.endpoint(), timeout)) {
            try {
                return pump.run(new ByteArrayInputStream(new byte[bytes]), new ByteArrayOutputStream());
            } finally {
                over.complete(null);
            }
        }
    }

    private static EchoPump pump(Endpoint server, Duration timeout) throws IOException {
        return new EchoClient(server, false, Optional.empty(), 1024, timeout).openPump(ServiceListener.NONE);
    }

    private static InputStream failingInput(IOException failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
    }

    private static OutputStream failingOutput(IOException failure) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw failure;
            }
        };
    }
}
