package dev.netkit.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DatagramExchangeTest {
    private static final byte[] FIRST = "first\n".getBytes(UTF_8);
    private static final byte[] SECOND = "second\n".getBytes(UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void answersThatComeTwiceDoNotShiftTheLaterOnes(int size) throws Exception {
        RoundTrips trips = new RoundTrips(new RoundTrips.Plan(20, Duration.ZERO, size));
        try (FakeDatagrams twice = new FakeDatagrams(message -> List.of(message, message));
                EchoExchange exchange = open(twice, 20_000)) {
            trips.run(exchange, trip -> {});
        }
        assertThat(trips.report().received()).isEqualTo(20);
        assertThat(trips.report().different()).isZero();
    }

    @Test
    void aDatagramThatComesLateIsNotTakenForTheNextAnswer() throws Exception {
        CountDownLatch gaveUp = new CountDownLatch(1);
        CountDownLatch lateIsThere = new CountDownLatch(1);
        try (DatagramSocket slow = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                EchoExchange exchange = open(Endpoint.of((InetSocketAddress) slow.getLocalSocketAddress()), 200)) {
            FutureTask<Void> server = new FutureTask<>(() -> {
                DatagramPacket packet = new DatagramPacket(new byte[10], 10);
                slow.receive(packet);
                gaveUp.await();
                slow.send(packet);
                lateIsThere.countDown();
                slow.receive(packet);
                slow.send(packet);
                return null;
            });
            new Thread(server).start();
            assertThatThrownBy(() -> exchange.exchange(new byte[] {1})).isInstanceOf(SocketTimeoutException.class);
            gaveUp.countDown();
            lateIsThere.await();
            assertThat(exchange.exchange(new byte[] {2})).isEqualTo(new byte[] {2});
            server.get();
        }
    }

    @Test
    void anAnswerThatComesJustBeforeTheNextIsDropped() throws Exception {
        List<byte[]> held = new ArrayList<>();
        try (FakeDatagrams late = new FakeDatagrams(message -> {
                    held.add(message);
                    return held.size() == 1 ? List.of() : held;
                });
                EchoExchange exchange = open(late, 300)) {
            assertThatThrownBy(() -> exchange.exchange(FIRST)).isInstanceOf(SocketTimeoutException.class);
            assertThat(exchange.exchange(SECOND)).isEqualTo(SECOND);
        }
    }

    @Test
    void lateAnswersAloneAreNoAnswerWithinTheTimeLimit() throws Exception {
        try (FakeDatagrams stuck = new FakeDatagrams(message -> List.of(FIRST, FIRST));
                EchoExchange exchange = open(stuck, 300)) {
            assertThat(exchange.exchange(FIRST)).isEqualTo(FIRST);
            assertThatThrownBy(() -> exchange.exchange(SECOND))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("300 ms");
        }
    }

    @Test
    void aWrongAnswerIsStillHandedOver() throws Exception {
        byte[] wrong = "wrong\n".getBytes(UTF_8);
        try (FakeDatagrams liar = new FakeDatagrams(message -> List.of(wrong));
                EchoExchange exchange = open(liar, 20_000)) {
            assertThat(exchange.exchange(FIRST)).isEqualTo(wrong);
            assertThat(exchange.exchange(SECOND)).isEqualTo(wrong);
        }
    }

    private static EchoExchange open(FakeDatagrams server, int timeoutMillis) throws Exception {
        return open(server.endpoint(), timeoutMillis);
    }

    private static EchoExchange open(Endpoint server, int timeoutMillis) throws Exception {
        return new EchoClient(server, true, Optional.empty(), 1024, Duration.ofMillis(timeoutMillis))
                .open(ServiceListener.NONE);
    }
}
