package dev.netkit.common.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Direction;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(10)
class EventTextTest {
    private static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.7", 50_123);

    @Test
    void startAndStopAreSaid() {
        assertThat(text(new ServiceEvent.Starting("echo"))).contains("starting").contains("echo");
        assertThat(text(new ServiceEvent.Stopped("echo"))).contains("stopped");
    }

    @Test
    void listeningSaysTheRealAddressAndPort() {
        assertThat(text(new ServiceEvent.Listening("echo", new InetSocketAddress("127.0.0.1", 9090))))
                .contains("listening")
                .contains("127.0.0.1:9090");
        assertThat(text(new ServiceEvent.Listening("echo", new InetSocketAddress("::1", 9090))))
                .contains("[::1]:9090");
    }

    @Test
    void everythingAboutAPeerBeginsWithItsAddress() {
        List<ServiceEvent> aboutPeer = List.of(
                new ServiceEvent.Connected(PEER),
                new ServiceEvent.Received(PEER, 5),
                new ServiceEvent.Sent(PEER, 5),
                new ServiceEvent.Disconnected(PEER, 5, 6, EndReason.IDLE, Optional.empty()),
                new ServiceEvent.Traced(PEER, Direction.IN, "frame", new byte[3]));
        assertThat(aboutPeer).allSatisfy(event -> assertThat(text(event)).startsWith("192.0.2.7:50123 "));
        assertThat(text(aboutPeer.get(0))).contains("connected");
    }

    @Test
    void bytesAreCountedInWords() {
        assertThat(text(new ServiceEvent.Received(PEER, 1)))
                .contains("received 1 byte")
                .doesNotContain("bytes");
        assertThat(text(new ServiceEvent.Received(PEER, 0))).contains("received 0 bytes");
        assertThat(text(new ServiceEvent.Sent(PEER, 3_000_000_000L))).contains("sent 3000000000 bytes");
    }

    @ParameterizedTest
    @EnumSource
    void disconnectionHasTotalsAndReason(EndReason reason) {
        assertThat(text(new ServiceEvent.Disconnected(PEER, 12, 34, reason, Optional.empty())))
                .contains("disconnected")
                .contains("received 12 bytes")
                .contains("sent 34 bytes")
                .contains(reason.text());
    }

    @Test
    void disconnectionSaysWhyWhereThereIsMore() {
        assertThat(text(new ServiceEvent.Disconnected(
                        PEER, 1, 2, EndReason.PROTOCOL_ERROR, Optional.of("no frame begins with 7b"))))
                .contains(EndReason.PROTOCOL_ERROR.text())
                .contains("no frame begins with 7b");
    }

    @Test
    void problemSaysWhatAndWhy() {
        assertThat(text(new ServiceEvent.Problem("cannot accept a connection", "too many open files")))
                .isEqualTo("cannot accept a connection: too many open files");
    }

    @Test
    void textOfAPeerCannotDriveTheTerminal() {
        String hostile = "\u001b[2J\n\u202Eforged line";
        assertThat(text(new ServiceEvent.Disconnected(PEER, 1, 2, EndReason.PROTOCOL_ERROR, Optional.of(hostile))))
                .contains("\\x1b[2J\\n\\u{202e}forged line")
                .doesNotContain("\u001b", "\n", "\u202E");
        assertThat(text(new ServiceEvent.Problem("cannot answer", hostile))).doesNotContain("\u001b", "\n", "\u202E");
    }

    @Test
    void traceHasAHeadAndADump() {
        String text =
                text(new ServiceEvent.Traced(PEER, Direction.IN, "binary frame", "\u001b[2Jhello".getBytes(US_ASCII)));
        assertThat(text.lines()).hasSize(2);
        assertThat(text.lines().findFirst().orElseThrow())
                .contains("<-")
                .contains("binary frame")
                .contains("9 bytes");
        assertThat(text).contains("1b 5b 32 4a 68 65 6c 6c").endsWith("|.[2Jhello|");
    }

    @Test
    void traceShowsTheDirection() {
        assertThat(text(new ServiceEvent.Traced(PEER, Direction.OUT, "frame", new byte[1])))
                .contains("->")
                .doesNotContain("<-");
    }

    @Test
    void traceOfNothingIsOneLine() {
        assertThat(text(new ServiceEvent.Traced(PEER, Direction.IN, "frame", new byte[0])))
                .doesNotContain("\n")
                .endsWith("0 bytes");
    }

    private static String text(ServiceEvent event) {
        return event.tell(EventText.INSTANCE);
    }
}
