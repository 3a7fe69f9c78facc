package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class EventJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.7", 50_123);

    private static final List<ServiceEvent> ALL = List.of(
            new ServiceEvent.Starting("echo"),
            new ServiceEvent.Listening("echo", new InetSocketAddress("127.0.0.1", 9090)),
            new ServiceEvent.Connected(PEER),
            new ServiceEvent.Received(PEER, 5),
            new ServiceEvent.Sent(PEER, 6),
            new ServiceEvent.Disconnected(PEER, 5, 6, EndReason.PEER_CLOSED, Optional.empty()),
            new ServiceEvent.Problem("what", "why"),
            new ServiceEvent.Traced(PEER, Direction.IN, "frame", new byte[3]),
            new ServiceEvent.Stopped("echo"));

    @Test
    void everyEventHasItsNameAndThenTheTime() throws JsonProcessingException {
        List<String> names = List.of(
                "starting",
                "listening",
                "connected",
                "received",
                "sent",
                "disconnected",
                "problem",
                "traced",
                "stopped");
        for (int i = 0; i < ALL.size(); i++) {
            JsonNode object = json(ALL.get(i));
            assertThat(object.fieldNames()).toIterable().startsWith("event", "time");
            assertThat(object.path("event").textValue()).isEqualTo(names.get(i));
            Instant time = Instant.parse(object.path("time").textValue());
            assertThat(Duration.between(time, Instant.now())).isBetween(Duration.ZERO, Duration.ofSeconds(10));
        }
    }

    @Test
    void everyEventIsOneLine() {
        assertThat(ALL)
                .allSatisfy(event -> assertThat(event.tell(EventJson.INSTANCE).toString())
                        .startsWith("{")
                        .endsWith("}")
                        .doesNotContain("\n"));
    }

    @Test
    void listeningHasHostAndPort() throws JsonProcessingException {
        JsonNode ipv4 = json(new ServiceEvent.Listening("echo", new InetSocketAddress("127.0.0.1", 9090)));
        assertThat(ipv4.path("service").textValue()).isEqualTo("echo");
        assertThat(ipv4.path("host").textValue()).isEqualTo("127.0.0.1");
        assertThat(ipv4.path("port").isInt()).isTrue();
        assertThat(ipv4.path("port").intValue()).isEqualTo(9090);

        JsonNode ipv6 = json(new ServiceEvent.Listening("echo", new InetSocketAddress("::1", 1)));
        assertThat(ipv6.path("host").textValue()).isEqualTo("::1");
    }

    @Test
    void peerIsAnEndpoint() throws JsonProcessingException {
        assertThat(json(new ServiceEvent.Connected(PEER)).path("peer").textValue())
                .isEqualTo("192.0.2.7:50123");
        assertThat(json(new ServiceEvent.Connected(new InetSocketAddress("::1", 80)))
                        .path("peer")
                        .textValue())
                .isEqualTo("[::1]:80");
    }

    @Test
    void bytesAreNumbersOfAnySize() throws JsonProcessingException {
        JsonNode received = json(new ServiceEvent.Received(PEER, Long.MAX_VALUE));
        assertThat(received.path("bytes").isIntegralNumber()).isTrue();
        assertThat(received.path("bytes").longValue()).isEqualTo(Long.MAX_VALUE);
        assertThat(json(new ServiceEvent.Sent(PEER, 1)).path("bytes").longValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void disconnectionHasTotalsAndReason(EndReason reason) throws JsonProcessingException {
        JsonNode object = json(new ServiceEvent.Disconnected(PEER, 12, 34, reason, Optional.empty()));
        assertThat(object.path("received").longValue()).isEqualTo(12);
        assertThat(object.path("sent").longValue()).isEqualTo(34);
        assertThat(object.path("reason").textValue()).isEqualTo(reason.word());
        assertThat(object.has("detail")).isFalse();
    }

    @Test
    void disconnectionHasADetailWhereThereIsMore() throws JsonProcessingException {
        JsonNode object = json(
                new ServiceEvent.Disconnected(PEER, 1, 2, EndReason.PROTOCOL_ERROR, Optional.of("say \"hi\"\n\\")));
        assertThat(object.path("detail").textValue()).isEqualTo("say \"hi\"\n\\");
    }

    @Test
    void traceHasTheBytesInBase64() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        JsonNode in = json(new ServiceEvent.Traced(PEER, Direction.IN, "binary frame", all));
        assertThat(in.path("direction").textValue()).isEqualTo("in");
        assertThat(in.path("annotation").textValue()).isEqualTo("binary frame");
        assertThat(in.path("data").binaryValue()).isEqualTo(all);

        JsonNode out = json(new ServiceEvent.Traced(PEER, Direction.OUT, "frame", new byte[0]));
        assertThat(out.path("direction").textValue()).isEqualTo("out");
        assertThat(out.path("data").binaryValue()).isEmpty();
    }

    @Test
    void problemSaysWhatAndWhy() throws JsonProcessingException {
        JsonNode object = json(new ServiceEvent.Problem("cannot accept", "too many open files"));
        assertThat(object.path("what").textValue()).isEqualTo("cannot accept");
        assertThat(object.path("why").textValue()).isEqualTo("too many open files");
    }

    private static JsonNode json(ServiceEvent event) throws JsonProcessingException {
        return JSON.readTree(event.tell(EventJson.INSTANCE).toString());
    }
}
