package dev.netkit.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netkit.common.net.ConnectFailedException;
import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

    @Test
    void aRefusedConnectionNamesTheServer() throws Exception {
        Endpoint nobody = nobody();
        assertThatThrownBy(() -> new EchoLoad(plan(nobody, false, 64)).run())
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageContaining(nobody.toString());
    }

    @Test
    void theNextAddressIsTriedWhereTheFirstDoesNotAnswer() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            List<InetSocketAddress> addresses = List.of(nobody().resolve().get(0), server.address());
            LoadWorker.Tally tally = worker(plan(server.endpoint(), false, 64), addresses, new CountDownLatch(1))
                    .call();
            assertThat(tally.histogram().getTotalCount()).isPositive();
            assertThat(tally.errors()).isZero();
        }
    }

    @Test
    void nothingIsSentBeforeAllAreConnected() throws Exception {
        CountDownLatch others = new CountDownLatch(2);
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) listener.getLocalSocketAddress();
            FutureTask<LoadWorker.Tally> run =
                    new FutureTask<>(worker(plan(Endpoint.of(address), false, 64), List.of(address), others));
            new Thread(run).start();
            try (Socket first = listener.accept();
                    Socket second = listener.accept()) {
                while (others.getCount() > 1) {
                    Thread.onSpinWait(); // until this worker has connected
                }
                assertThat(first.getInputStream().available()).isZero();
                assertThat(second.getInputStream().available()).isZero();
                others.countDown();
                assertThat(first.getInputStream().readNBytes(64)).hasSize(64);
                assertThat(second.getInputStream().readNBytes(64)).hasSize(64);
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
        return new EchoLoad.Plan(server, udp, 2, SHORT, size, Duration.ofSeconds(20));
    }

    private static LoadWorker worker(EchoLoad.Plan plan, List<InetSocketAddress> addresses, CountDownLatch connecting) {
        return new LoadWorker(plan, new LoadWorker.Share(addresses, 0, 2), connecting, () -> false);
    }

    private static Endpoint nobody() throws IOException {
        try (RunningEcho server = RunningEcho.bytes()) {
            return server.endpoint();
        }
    }
}
