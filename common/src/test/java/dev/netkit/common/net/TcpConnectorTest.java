package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.netkit.common.net.ServiceEvent.Connected;
import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(15)
class TcpConnectorTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);

    @Test
    void connectionCarriesBytesBothWays() throws IOException {
        try (RunningServer server = serve();
                Connection connection = connect(server, TIMEOUT)) {
            assertThat(connection.peer()).isEqualTo(server.address());
            assertThat(exchange(connection)).isEqualTo("5:hello");
            assertThat(connection.sent()).isEqualTo(7);
            assertThat(connection.received()).isEqualTo(7);
        }
    }

    @Test
    void connectionIsTold() throws IOException {
        try (RunningServer server = serve();
                Connection connection = connect(server, TIMEOUT)) {
            assertThat(events.all()).containsExactly(new Connected(connection.peer()));
        }
    }

    @Test
    void nameIsTriedAddressByAddressUntilOneAnswers() throws IOException {
        for (String onlyOne : List.of("127.0.0.1", "::1")) {
            InetAddress address = InetAddress.getByName(onlyOne);
            assumeTrue(List.of(InetAddress.getAllByName("localhost")).contains(address), "localhost has " + onlyOne);
            try (ServerSocket server = new ServerSocket(0, 1, address);
                    Connection connection =
                            TcpConnector.connect(new Endpoint("localhost", server.getLocalPort()), TIMEOUT, events)) {
                assertThat(connection.peer()).isEqualTo(server.getLocalSocketAddress());
            }
        }
    }

    @Test
    void portWithoutServerIsRefused() throws IOException {
        Endpoint nobody = Endpoint.of(PoliteServer.nobody());
        ConnectFailedException e =
                catchThrowableOfType(ConnectFailedException.class, () -> TcpConnector.connect(nobody, TIMEOUT, events));
        assertThat(e).hasMessageContaining(nobody.toString()).hasCauseInstanceOf(IOException.class);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void portZeroIsAFailureToConnect() {
        assertThatExceptionOfType(ConnectFailedException.class)
                .isThrownBy(() -> TcpConnector.connect(new Endpoint("127.0.0.1", 0), TIMEOUT, events));
    }

    @Test
    void unknownNameIsAnUnknownHost() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> TcpConnector.connect(new Endpoint("no-such-host.invalid", 80), TIMEOUT, events))
                .withMessageContaining("no-such-host.invalid");
        assertThat(events.all()).isEmpty();
    }

    @Test
    void serverThatDoesNotAnswerTimesOut() throws IOException {
        Duration timeout = Duration.ofMillis(200);
        try (FullServer server = new FullServer()) {
            long began = System.nanoTime();
            ConnectFailedException e = catchThrowableOfType(
                    ConnectFailedException.class, () -> TcpConnector.connect(server.endpoint(), timeout, events));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(timeout, timeout.plusSeconds(3));
            assertThat(e)
                    .hasMessageContaining(server.endpoint().toString())
                    .hasMessageContaining("in time")
                    .hasCauseInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void timeoutBelowAMillisecondIsShortAndNotForEver() throws IOException {
        try (FullServer server = new FullServer()) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(3),
                    () -> assertThatExceptionOfType(ConnectFailedException.class)
                            .isThrownBy(() -> TcpConnector.connect(server.endpoint(), Duration.ofNanos(1), events)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT596H", "PT597H", "P366D"})
    void timeoutMayBeNoneOrVeryLong(Duration timeout) throws IOException {
        try (RunningServer server = serve();
                Connection connection = connect(server, timeout)) {
            assertThat(exchange(connection)).isEqualTo("5:hello");
        }
    }

    @Test
    void peerThatStopsReadingEndsTheWrite() throws IOException {
        try (PoliteServer silent = PoliteServer.listen();
                Connection connection =
                        TcpConnector.connect(silent.endpoint(), TIMEOUT, Duration.ofMillis(100), events)) {
            assertThatExceptionOfType(StuckWriteException.class)
                    .isThrownBy(() -> writeForEver(connection))
                    .withMessageContaining("stopped reading");
        }
    }

    private static void writeForEver(Connection connection) throws IOException {
        for (byte[] portion = new byte[1 << 20]; true; ) {
            connection.output().write(portion);
        }
    }

    private static String exchange(Connection connection) throws IOException {
        connection.output().write("5:hello".getBytes(US_ASCII));
        return new String(connection.input().readNBytes(7), US_ASCII);
    }

    private Connection connect(RunningServer server, Duration timeout) throws IOException {
        return TcpConnector.connect(server.endpoint(), timeout, events);
    }

    private static RunningServer serve() throws IOException {
        return RunningServer.of(new FrameEchoHandler());
    }

    /** Listens, but has no room for one connection more, so that the system leaves the next one without an answer. */
    private static final class FullServer implements Closeable {
        private static final int MORE_THAN_ITS_QUEUE = 20;

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> queued = new ArrayList<>();

        FullServer() throws IOException {
            boolean full = false;
            while (!full && queued.size() < MORE_THAN_ITS_QUEUE) {
                full = !queueOne();
            }
            if (!full) {
                close();
            }
            assumeTrue(full, "this system leaves connections without an answer");
        }

        private boolean queueOne() throws IOException {
            Socket socket = new Socket();
            queued.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 300);
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        Endpoint endpoint() {
            return Endpoint.of((InetSocketAddress) server.getLocalSocketAddress());
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : queued) {
                socket.close();
            }
        }
    }
}
