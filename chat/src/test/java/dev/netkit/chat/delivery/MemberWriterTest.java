package dev.netkit.chat.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.chat.talk.Pace;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ConnectionHandler;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServer;
import dev.netkit.common.net.TcpServerConfig;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is for one member alone, and when it goes out. */
@Timeout(60)
class MemberWriterTest {
    private record Write(long bytes, long nanoTime) {}

    private final List<Write> writes = new CopyOnWriteArrayList<>();

    private final class Writes implements ServiceListener {
        @Override
        public boolean wants(Detail detail) {
            return detail != Detail.TRACE;
        }

        @Override
        public void on(ServiceEvent event) {
            if (event instanceof ServiceEvent.Sent sent) {
                writes.add(new Write(sent.bytes(), System.nanoTime()));
            }
        }
    }

    /** The server's own clock is asked, between whose writes no load can shorten the time. */
    @Test
    void aPacedClientIsSentOneObjectForOneWriteAtLeastFiveMillisecondsApart() throws IOException {
        Pace pace = new Pace(true, Duration.ofMillis(5));
        List<byte[]> pieces =
                IntStream.range(0, 100).mapToObj(i -> new byte[100 + i]).toList();
        assertThat(sent(pace, pieces))
                .hasSize(pieces.stream().mapToInt(piece -> piece.length).sum());
        assertThat(writes)
                .extracting(Write::bytes)
                .containsExactlyElementsOf(
                        pieces.stream().map(piece -> (long) piece.length).toList());
        for (int i = 1; i < writes.size(); i++) {
            assertThat(writes.get(i).nanoTime() - writes.get(i - 1).nanoTime())
                    .as("before write %d", i)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(5).toNanos());
        }
    }

    @Test
    void everythingThatWaitsIsSentInOrderBeforeTheEnd() throws IOException {
        List<byte[]> pieces = IntStream.range(0, 1_000)
                .mapToObj(i -> (i + " ").getBytes(UTF_8))
                .toList();
        byte[] sent = sent(Pace.STREAM, pieces);
        assertThat(new String(sent, UTF_8).split(" "))
                .hasSize(1_000)
                .startsWith("0", "1")
                .endsWith("998", "999");
    }

    /** Else a client that comes back takes the newer number for the last that it has, and never asks for the others. */
    @Test
    void whatWasToldInARoomGoesOutBeforeWhatWaitsBehindTheEntrance() throws IOException {
        FrameLog log = new FrameLog();
        Feed feed = new Feed(log, Pace.STREAM, this);
        log.append("told before ".getBytes(UTF_8), FrameLog.NOBODY);
        byte[] sent = read(connection -> {
            MemberWriter writer = new MemberWriter(connection, Pace.STREAM);
            writer.then(entrance -> entrance.follow(feed));
            writer.send(List.of("answer".getBytes(UTF_8)));
            connection.beside(writer);
            writer.finish();
        });
        assertThat(new String(sent, UTF_8)).isEqualTo("told before answer");
    }

    @Test
    void whoLetsAMegabyteLieIsCutOff() throws IOException {
        List<byte[]> pieces =
                IntStream.range(0, 20).mapToObj(i -> new byte[100_000]).toList();
        assertThat(sent(Pace.STREAM, pieces)).hasSizeLessThan(2_000_000);
    }

    /** What a client reads to the end, of pieces that were all there before the first was sent. */
    private byte[] sent(Pace pace, List<byte[]> pieces) throws IOException {
        return read(connection -> send(connection, pace, pieces));
    }

    private byte[] read(ConnectionHandler handler) throws IOException {
        TcpServer tcp = TcpServer.open(TcpServerConfig.of("chat", ListenAddress.loopback(0)), handler, new Writes());
        try (RunningServer server = RunningServer.start(tcp);
                Socket client = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            return client.getInputStream().readAllBytes();
        }
    }

    private static void send(Connection connection, Pace pace, List<byte[]> pieces) {
        MemberWriter writer = new MemberWriter(connection, pace);
        pieces.forEach(piece -> writer.send(List.of(piece)));
        connection.beside(writer);
        writer.finish();
    }
}
