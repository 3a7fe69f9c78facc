package dev.netkit.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.net.ConnectFailedException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.PoliteServer;
import dev.netkit.common.net.RunningServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EchoLoadTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aLoadOverTcpAnswersAndMakesNoMistakes() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            EchoLoad.Plan plan = new EchoLoad.Plan(server.endpoint(), false, 20, SHORT, 1000, LONG);
            EchoLoad.Report report = new EchoLoad(plan).run();
            assertThat(report.requests()).isPositive();
            assertThat(report.errors() + report.wrong() + report.lost()).isZero();
            assertThat(report.requestsPerSecond()).isPositive();
        }
    }

    @Test
    void aLoadOverUdpAnswers() throws Exception {
        try (RunningEcho server = RunningEcho.udp()) {
            EchoLoad.Report report = new EchoLoad(plan(server.endpoint(), true, 100)).run();
            assertThat(report.requests()).isPositive();
            assertThat(report.errors() + report.wrong()).isZero();
        }
    }

    @Test
    void aLoadNoticesWrongBytes() throws Exception {
        try (RunningServer liar = RunningServer.of(connection -> {
            while (connection.input().readNBytes(64).length == 64) {
                connection.output().write(new byte[64]);
            }
        })) {
            EchoLoad.Report report = new EchoLoad(plan(liar.endpoint(), false, 64)).run();
            assertThat(report.wrong()).isPositive();
            assertThat(report.requests()).isZero();
        }
    }

    @Test
    void aRefusedConnectionNamesTheServer() throws Exception {
        Endpoint nobody = Endpoint.of(PoliteServer.nobody());
        assertThatThrownBy(() -> new EchoLoad(plan(nobody, false, 64)).run())
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageContaining(nobody.toString());
    }

    @Test
    void theNextAddressIsTriedWhereTheFirstDoesNotAnswer() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            List<InetSocketAddress> addresses = List.of(PoliteServer.nobody(), server.address());
            LoadWorker.Tally tally = worker(plan(server.endpoint(), false, 64), addresses, new CountDownLatch(1))
                    .call();
            assertThat(tally.histogram().getTotalCount()).isPositive();
            assertThat(tally.errors()).isZero();
        }
    }

    @Test
    void nothingIsSentBeforeAllAreConnected() throws Exception {
        CountDownLatch others = new CountDownLatch(2);
        try (PoliteServer listener = PoliteServer.listen()) {
            FutureTask<LoadWorker.Tally> run =
                    new FutureTask<>(worker(plan(listener.endpoint(), false, 64), List.of(listener.address()), others));
            new Thread(run).start();
            try (PolitePeer first = listener.accept();
                    PolitePeer second = listener.accept()) {
                while (others.getCount() > 1) {
                    Thread.onSpinWait(); // until this worker has connected
                }
                assertThat(first.available()).isZero();
                assertThat(second.available()).isZero();
                others.countDown();
                first.receiveBytes(64);
                second.receiveBytes(64);
            }
            run.get();
        }
    }

    @Test
    void messagesOfTheLargestSizeDoNotBlock() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            EchoLoad.Report report = new EchoLoad(plan(server.endpoint(), false, EchoLoad.Plan.MAX_SIZE)).run();
            assertThat(report.requests()).isPositive();
            assertThat(report.wrong() + report.errors()).isZero();
        }
    }

    @Test
    void anAnswerThatIsOneByteTooLongIsWrong() throws Exception {
        try (FakeDatagrams adds = new FakeDatagrams(message -> List.of(Arrays.copyOf(message, message.length + 1)))) {
            EchoLoad.Report report = new EchoLoad(plan(adds.endpoint(), true, 64)).run();
            assertThat(report.requests()).isZero();
            assertThat(report.wrong()).isPositive();
        }
    }

    @Test
    void answersThatComeTwiceAreCountedOnce() throws Exception {
        try (FakeDatagrams twice = new FakeDatagrams(message -> List.of(message, message))) {
            EchoLoad.Report report = new EchoLoad(plan(twice.endpoint(), true, 64)).run();
            assertThat(report.requests()).isPositive();
            assertThat(report.wrong()).isZero();
        }
    }

    private static EchoLoad.Plan plan(Endpoint server, boolean udp, int size) {
        return new EchoLoad.Plan(server, udp, 2, SHORT, size, LONG);
    }

    private static LoadWorker worker(EchoLoad.Plan plan, List<InetSocketAddress> addresses, CountDownLatch connecting) {
        return new LoadWorker(plan, new LoadWorker.Share(addresses, 0, 2), connecting, () -> false);
    }
}
