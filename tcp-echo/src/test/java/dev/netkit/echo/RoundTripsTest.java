package dev.netkit.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.time.Duration;
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
        try (FakeServer silent = new FakeServer(connection -> {
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
