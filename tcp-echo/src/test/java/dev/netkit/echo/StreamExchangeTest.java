package dev.netkit.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class StreamExchangeTest {
    private static final int LARGE = 16_000_000;
    private static final Optional<FrameEncoding> NONE = Optional.empty();

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
        try (FakeServer closes = new FakeServer(connection -> connection.input().readNBytes(LARGE));
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
        return new EchoClient(server, false, framing, LARGE, Duration.ofSeconds(20)).open(listener);
    }
}
