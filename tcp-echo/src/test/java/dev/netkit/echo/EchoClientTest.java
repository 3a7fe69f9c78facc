package dev.netkit.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.framing.FrameException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EchoClientTest {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofSeconds(20);

    @Test
    void anExchangeBringsTheSameBytesBack() throws Exception {
        try (RunningEcho server = RunningEcho.bytes();
                EchoExchange exchange = bytes(server.endpoint(), LATE).open(ServiceListener.NONE)) {
            assertThat(exchange.exchange("one".getBytes(UTF_8))).asString().isEqualTo("one");
            assertThat(exchange.exchange(new byte[200_000])).isEqualTo(new byte[200_000]);
        }
    }

    @ParameterizedTest
    @EnumSource(FrameEncoding.class)
    void anExchangeOfFramesBringsTheSamePayloadBack(FrameEncoding encoding) throws Exception {
        try (RunningEcho server = RunningEcho.frames(Optional.of(encoding), 1024);
                EchoExchange exchange = new EchoClient(server.endpoint(), false, Optional.of(encoding), 1024, LATE)
                        .open(ServiceListener.NONE)) {
            assertThat(exchange.exchange("one".getBytes(UTF_8))).asString().isEqualTo("one");
            assertThat(exchange.exchange(new byte[0])).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsNoFrameBreaksTheProtocol() throws Exception {
        try (FakeServer fake = new FakeServer(connection -> {
                    connection.input().read();
                    connection.output().write("HTTP/1.1 400 Bad Request\r\n".getBytes(UTF_8));
                });
                EchoExchange exchange = new EchoClient(
                                fake.endpoint(), false, Optional.of(FrameEncoding.BINARY), 1024, LATE)
                        .open(ServiceListener.NONE)) {
            assertThatThrownBy(() -> exchange.exchange(new byte[3])).isInstanceOf(FrameException.class);
        }
    }

    @Test
    void aServerThatIsSilentTimesOut() throws Exception {
        try (FakeServer fake = new FakeServer(connection -> connection.input().readAllBytes());
                EchoExchange exchange = bytes(fake.endpoint(), SOON).open(ServiceListener.NONE)) {
            assertThatThrownBy(() -> exchange.exchange(new byte[3])).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aServerThatClosesEarlyIsNoticed() throws Exception {
        try (FakeServer fake = new FakeServer(connection -> {
                    connection.input().readNBytes(3);
                    connection.output().write('x');
                });
                EchoExchange exchange = bytes(fake.endpoint(), LATE).open(ServiceListener.NONE)) {
            assertThatThrownBy(() -> exchange.exchange(new byte[3]))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("1 of 3");
        }
    }

    @Test
    void aDatagramThatComesLateIsNotTakenForTheNextAnswer() throws Exception {
        CountDownLatch gaveUp = new CountDownLatch(1);
        CountDownLatch lateIsThere = new CountDownLatch(1);
        try (DatagramSocket slow = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                EchoExchange exchange = datagrams(slow, SOON).open(ServiceListener.NONE)) {
            Thread server = start(() -> {
                DatagramPacket packet = new DatagramPacket(new byte[10], 10);
                slow.receive(packet);
                gaveUp.await();
                slow.send(packet);
                lateIsThere.countDown();
                slow.receive(packet);
                slow.send(packet);
            });
            assertThatThrownBy(() -> exchange.exchange(new byte[] {1})).isInstanceOf(SocketTimeoutException.class);
            gaveUp.countDown();
            lateIsThere.await();
            assertThat(exchange.exchange(new byte[] {2})).isEqualTo(new byte[] {2});
            server.join();
        }
    }

    @Test
    void aFlowComesBackWhole() throws Exception {
        byte[] data = new byte[5_000_000];
        new Random(1).nextBytes(data);
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        try (RunningEcho server = RunningEcho.bytes();
                EchoPump pump = bytes(server.endpoint(), LATE).openPump(ServiceListener.NONE)) {
            EchoPump.Result result = pump.run(new ByteArrayInputStream(data), back);
            assertThat(result.complete()).isTrue();
            assertThat(result.identical()).isTrue();
            assertThat(result.sent()).isEqualTo(data.length);
        }
        assertThat(back.toByteArray()).isEqualTo(data);
    }

    @Test
    void aFlowWithOneFlippedBitIsNotIdentical() throws Exception {
        try (FakeServer liar = new FakeServer(connection -> {
                    byte[] data = connection.input().readAllBytes();
                    data[data.length / 2] ^= 1;
                    connection.output().write(data);
                });
                EchoPump pump = bytes(liar.endpoint(), LATE).openPump(ServiceListener.NONE)) {
            EchoPump.Result result = pump.run(new ByteArrayInputStream(new byte[1000]), new ByteArrayOutputStream());
            assertThat(result.complete()).isTrue();
            assertThat(result.identical()).isFalse();
        }
    }

    @Test
    void aFlowThatTheServerCutsIsNotComplete() throws Exception {
        try (FakeServer cutter = new FakeServer(connection -> {
                    byte[] data = connection.input().readAllBytes();
                    connection.output().write(data, 0, 10);
                });
                EchoPump pump = bytes(cutter.endpoint(), LATE).openPump(ServiceListener.NONE)) {
            EchoPump.Result result = pump.run(new ByteArrayInputStream(new byte[1000]), new ByteArrayOutputStream());
            assertThat(result.complete()).isFalse();
            assertThat(result.received()).isEqualTo(10);
        }
    }

    @Test
    void aFlowThatNobodyAnswersTimesOut() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeServer silent = new FakeServer(connection -> await(over));
                EchoPump pump = bytes(silent.endpoint(), SOON).openPump(ServiceListener.NONE)) {
            assertThatThrownBy(() -> pump.run(new ByteArrayInputStream(new byte[10]), new ByteArrayOutputStream()))
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void failuresOfInputAndOutputAreTheCallersOwn() throws Exception {
        IOException disk = new IOException("disk");
        try (RunningEcho server = RunningEcho.bytes()) {
            try (EchoPump pump = bytes(server.endpoint(), LATE).openPump(ServiceListener.NONE)) {
                assertThatThrownBy(() -> pump.run(failingInput(disk), new ByteArrayOutputStream()))
                        .isSameAs(disk);
            }
            try (EchoPump pump = bytes(server.endpoint(), LATE).openPump(ServiceListener.NONE)) {
                assertThatThrownBy(() -> pump.run(new ByteArrayInputStream(new byte[10]), failingOutput(disk)))
                        .isSameAs(disk);
            }
        }
    }

    @Test
    void roundTripsAreCountedAndCompared() throws Exception {
        RoundTrips trips = new RoundTrips(new RoundTrips.Plan(50, Duration.ZERO, 64));
        List<RoundTrips.Trip> seen = new ArrayList<>();
        try (RunningEcho server = RunningEcho.bytes();
                EchoExchange exchange = bytes(server.endpoint(), LATE).open(ServiceListener.NONE)) {
            trips.run(exchange, seen::add);
        }
        RoundTrips.Report report = trips.report();
        assertThat(seen).hasSize(50).allMatch(RoundTrips.Trip::identical);
        assertThat(report.received()).isEqualTo(50);
        assertThat(report.lost()).isZero();
        assertThat(report.latency().min())
                .isPositive()
                .isLessThanOrEqualTo(report.latency().max());
        assertThat(report.latency().p50()).isLessThanOrEqualTo(report.latency().p99());
    }

    @Test
    void wrongBytesAreCountedAsDifferent() throws Exception {
        RoundTrips trips = new RoundTrips(new RoundTrips.Plan(3, Duration.ZERO, 16));
        try (FakeServer liar = new FakeServer(connection -> {
                    while (connection.input().readNBytes(16).length == 16) {
                        connection.output().write(new byte[16]);
                    }
                });
                EchoExchange exchange = bytes(liar.endpoint(), LATE).open(ServiceListener.NONE)) {
            trips.run(exchange, trip -> {});
        }
        assertThat(trips.report().different()).isEqualTo(3);
    }

    @Test
    void everyMessageOfAMeasurementDiffersFromTheOneBefore() {
        for (int size : new int[] {1, 2, 8, 64}) {
            assertThat(RoundTrips.message(1, size)).isNotEqualTo(RoundTrips.message(2, size));
        }
    }

    @Test
    void aLoadOverTcpAnswersAndMakesNoMistakes() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            EchoLoad.Report report = new EchoLoad(
                            new EchoLoad.Plan(server.endpoint(), false, 20, Duration.ofMillis(300), 1000, LATE))
                    .run();
            assertThat(report.requests()).isPositive();
            assertThat(report.errors() + report.wrong() + report.lost()).isZero();
            assertThat(report.requestsPerSecond()).isPositive();
        }
    }

    @Test
    void aLoadOverUdpAnswers() throws Exception {
        try (RunningEcho server = RunningEcho.udp()) {
            EchoLoad.Report report = new EchoLoad(
                            new EchoLoad.Plan(server.endpoint(), true, 5, Duration.ofMillis(300), 100, LATE))
                    .run();
            assertThat(report.requests()).isPositive();
            assertThat(report.errors() + report.wrong()).isZero();
        }
    }

    @Test
    void aLoadNoticesWrongBytes() throws Exception {
        try (FakeServer liar = new FakeServer(connection -> {
            while (connection.input().readNBytes(64).length == 64) {
                connection.output().write(new byte[64]);
            }
        })) {
            EchoLoad.Report report =
                    new EchoLoad(new EchoLoad.Plan(liar.endpoint(), false, 2, Duration.ofMillis(200), 64, LATE)).run();
            assertThat(report.wrong()).isPositive();
            assertThat(report.requests()).isZero();
        }
    }

    @Test
    void aLoadThatReachesNobodyFails() throws Exception {
        Endpoint nobody;
        try (RunningEcho server = RunningEcho.bytes()) {
            nobody = server.endpoint();
        }
        EchoLoad load = new EchoLoad(new EchoLoad.Plan(nobody, false, 2, Duration.ofSeconds(20), 64, LATE));
        assertThatThrownBy(load::run).isInstanceOf(IOException.class);
    }

    private static EchoClient bytes(Endpoint server, Duration timeout) {
        return new EchoClient(server, false, Optional.empty(), 1024, timeout);
    }

    private static EchoClient datagrams(DatagramSocket server, Duration timeout) {
        Endpoint endpoint = Endpoint.of((InetSocketAddress) server.getLocalSocketAddress());
        return new EchoClient(endpoint, true, Optional.empty(), 1024, timeout);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Failing {
        void run() throws Exception;
    }

    private static Thread start(Failing work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
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
