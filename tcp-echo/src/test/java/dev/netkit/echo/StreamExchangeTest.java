package dev.netkit.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.framing.FrameException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class StreamExchangeTest {
    private static final int LARGE = 16_000_000;
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Optional<FrameEncoding> NONE = Optional.empty();

    @Test
    void anExchangeBringsTheSameBytesBack() throws Exception {
        try (RunningEcho server = RunningEcho.bytes();
                EchoExchange exchange = open(server.endpoint(), NONE, ServiceListener.NONE)) {
            assertThat(exchange.exchange("one".getBytes(UTF_8))).asString().isEqualTo("one");
            assertThat(exchange.exchange(new byte[200_000])).isEqualTo(new byte[200_000]);
        }
    }

    @ParameterizedTest
    @EnumSource(FrameEncoding.class)
    void anExchangeOfFramesBringsTheSamePayloadBack(FrameEncoding encoding) throws Exception {
        try (RunningEcho server = RunningEcho.frames(Optional.of(encoding), 1024);
                EchoExchange exchange = open(server.endpoint(), Optional.of(encoding), ServiceListener.NONE)) {
            assertThat(exchange.exchange("one".getBytes(UTF_8))).asString().isEqualTo("one");
            assertThat(exchange.exchange(new byte[0])).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsNoFrameBreaksTheProtocol() throws Exception {
        try (RunningServer fake = RunningServer.of(connection -> {
                    connection.input().read();
                    connection.output().write("HTTP/1.1 400 Bad Request\r\n".getBytes(UTF_8));
                });
                EchoExchange exchange =
                        open(fake.endpoint(), Optional.of(FrameEncoding.BINARY), ServiceListener.NONE)) {
            assertThatThrownBy(() -> exchange.exchange(new byte[3])).isInstanceOf(FrameException.class);
        }
    }

    @Test
    void aServerThatIsSilentTimesOut() throws Exception {
        try (RunningServer fake =
                        RunningServer.of(connection -> connection.input().readAllBytes());
                EchoExchange exchange = client(fake.endpoint(), NONE, SOON).open(ServiceListener.NONE)) {
            assertThatThrownBy(() -> exchange.exchange(new byte[3])).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aServerThatClosesEarlyIsNoticed() throws Exception {
        try (RunningServer fake = RunningServer.of(connection -> {
                    connection.input().readNBytes(3);
                    connection.output().write('x');
                });
                EchoExchange exchange = open(fake.endpoint(), NONE, ServiceListener.NONE)) {
            assertThatThrownBy(() -> exchange.exchange(new byte[3]))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("1 of 3");
        }
    }

    @Test
    void aLargeMessageComesBackWhileItIsSent() throws Exception {
        byte[] message = RoundTrips.message(1, LARGE);
        try (RunningEcho server = RunningEcho.bytes();
                EchoExchange exchange = open(server.endpoint(), NONE, ServiceListener.NONE)) {
            assertThat(exchange.exchange(message)).isEqualTo(message);
            assertThat(exchange.exchange(new byte[] {1})).isEqualTo(new byte[] {1});
        }
    }

    @ParameterizedTest
    @EnumSource(FrameEncoding.class)
    void aLargeFrameComesBack(FrameEncoding encoding) throws Exception {
        byte[] message = RoundTrips.message(1, LARGE);
        try (RunningEcho server = RunningEcho.frames(Optional.of(encoding), LARGE);
                EchoExchange exchange = open(server.endpoint(), Optional.of(encoding), ServiceListener.NONE)) {
            assertThat(exchange.exchange(message)).isEqualTo(message);
        }
    }

    @Test
    void aLargeFrameDoesNotBlockAServerThatEchoesBytes() throws Exception {
        byte[] message = RoundTrips.message(1, LARGE);
        try (RunningEcho server = RunningEcho.bytes();
                EchoExchange exchange =
                        open(server.endpoint(), Optional.of(FrameEncoding.BINARY), ServiceListener.NONE)) {
            assertThat(exchange.exchange(message)).isEqualTo(message);
        }
    }

    @Test
    void aServerThatClosesUnderALargeMessageIsNoticed() throws Exception {
        try (RunningServer closes =
                        RunningServer.of(connection -> connection.input().readNBytes(LARGE));
                EchoExchange exchange = open(closes.endpoint(), NONE, ServiceListener.NONE)) {
            assertThatThrownBy(() -> exchange.exchange(new byte[LARGE]))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("0 of 16000000");
        }
    }

    @Test
    void theEndIsToldOnceHoweverOftenItIsClosed() throws Exception {
        RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
        try (RunningEcho server = RunningEcho.bytes()) {
            EchoExchange exchange = open(server.endpoint(), NONE, events);
            exchange.close();
            exchange.close();
        }
        assertThat(events.all(ServiceEvent.Disconnected.class)).hasSize(1);
    }

    private static EchoExchange open(Endpoint server, Optional<FrameEncoding> framing, ServiceListener listener)
            throws IOException {
        return client(server, framing, Duration.ofSeconds(20)).open(listener);
    }

    private static EchoClient client(Endpoint server, Optional<FrameEncoding> framing, Duration timeout) {
        return new EchoClient(server, false, framing, LARGE, timeout);
    }
}
