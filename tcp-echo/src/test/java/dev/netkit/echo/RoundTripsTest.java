package dev.netkit.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoundTripsTest {
    private static final RoundTrips.Plan FIVE = new RoundTrips.Plan(5, Duration.ZERO, 64);

    @Test
    void roundTripsAreCountedAndCompared() throws Exception {
        RoundTrips trips = new RoundTrips(new RoundTrips.Plan(50, Duration.ZERO, 64));
        List<RoundTrips.Trip> seen = new ArrayList<>();
        try (RunningEcho server = RunningEcho.bytes();
                EchoExchange exchange = open(server.endpoint(), false)) {
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
        try (RunningServer liar = RunningServer.of(connection -> {
                    while (connection.input().readNBytes(16).length == 16) {
                        connection.output().write(new byte[16]);
                    }
                });
                EchoExchange exchange = open(liar.endpoint(), false)) {
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
    void aListenerThatFailsEndsTheMeasurement() throws Exception {
        IOException full = new IOException("full");
        RoundTrips trips = new RoundTrips(FIVE);
        try (RunningEcho server = RunningEcho.bytes();
                EchoExchange exchange = open(server.endpoint(), false)) {
            assertThatThrownBy(() -> trips.run(exchange, trip -> {
                        throw full;
                    }))
                    .isSameAs(full);
        }
        assertThat(trips.report().sent()).isEqualTo(1);
    }

    @Test
    void stoppingEndsTheWaitForASilentServer() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (RunningServer silent = RunningServer.of(connection -> {
                    connection.input().readNBytes(64);
                    asked.countDown();
                    connection.input().read();
                });
                EchoExchange exchange = open(silent.endpoint(), false)) {
            assertThatStopEnds(exchange, asked);
        }
    }

    @Test
    void stoppingEndsTheWaitForADatagram() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (FakeDatagrams silent = new FakeDatagrams(message -> {
                    asked.countDown();
                    return List.of();
                });
                EchoExchange exchange = open(silent.endpoint(), true)) {
            assertThatStopEnds(exchange, asked);
        }
    }

    private static void assertThatStopEnds(EchoExchange exchange, CountDownLatch asked) throws Exception {
        RoundTrips trips = new RoundTrips(FIVE);
        FutureTask<RoundTrips.Report> run = new FutureTask<>(() -> {
            trips.run(exchange, trip -> {});
            return trips.report();
        });
        new Thread(run).start();
        asked.await();
        trips.stop();
        assertThat(run.get().sent()).isEqualTo(1);
        assertThat(run.get().received()).isZero();
    }

    private static EchoExchange open(Endpoint server, boolean udp) throws IOException {
        return new EchoClient(server, udp, Optional.empty(), 1024, Duration.ZERO).open(ServiceListener.NONE);
    }
}
