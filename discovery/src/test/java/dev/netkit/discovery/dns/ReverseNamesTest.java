package dev.netkit.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.dnssd.PointerAnswers;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a name server that the test plays. */
@Timeout(60)
class ReverseNamesTest {
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Map<InetAddress, Optional<String>> answers = new HashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private DatagramSocket server;

    @BeforeEach
    void openServer() throws IOException {
        server = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        server.setSoTimeout(30_000);
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void aServerIsAskedAndHeard() throws IOException {
        try (ReverseNames names = names(address(server))) {
            names.ask(host(7));
            answer(receive(), "printer");
            awaitAnswers(names, 1);
            assertThat(answers).containsEntry(host(7), Optional.of("printer"));
        }
    }

    @Test
    void theHostsFileComesFirst() throws IOException {
        try (ReverseNames names =
                new ReverseNames(Map.of(host(7), "mine"), List.of(address(server)), answers::put, clock::get)) {
            names.ask(host(7));
            assertThat(answers).containsEntry(host(7), Optional.of("mine"));
        }
    }

    @Test
    void aQuestionIsPutOnceMore() throws IOException {
        try (ReverseNames names = names(address(server))) {
            names.ask(host(7));
            DatagramPacket first = receive();
            clock.set(Duration.ofMillis(99).toNanos());
            names.poll();
            clock.set(Duration.ofMillis(100).toNanos());
            names.poll();
            DatagramPacket second = receive();
            assertThat(bytes(second)).isEqualTo(bytes(first));
            assertThat(names.isInVain(PATIENCE)).isFalse();
            clock.set(Duration.ofMillis(251).toNanos());
            assertThat(names.isInVain(PATIENCE)).isTrue();
            answer(second, "printer");
            awaitAnswers(names, 1);
            assertThat(names.isInVain(PATIENCE)).isFalse();
        }
    }

    @Test
    void theNextServerIsAskedWhereTheFirstIsSilent() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
                ReverseNames names = names(address(silent), address(server))) {
            names.ask(host(7));
            clock.set(Duration.ofMillis(100).toNanos());
            names.poll();
            answer(receive(), "printer");
            awaitAnswers(names, 1);
            assertThat(answers).containsEntry(host(7), Optional.of("printer"));
        }
    }

    @Test
    void whereNobodyListensNobodyWaits() throws IOException {
        InetSocketAddress nobody = address(server);
        server.close();
        try (ReverseNames names = names(nobody)) {
            names.ask(host(7));
            names.ask(host(8));
            awaitAnswers(names, 2);
            assertThat(answers.values()).containsOnly(Optional.empty());
        }
    }

    @Test
    void withoutServersThereAreNoNames() throws IOException {
        try (ReverseNames names = ReverseNames.ofNobody(answers::put)) {
            names.ask(host(7));
            assertThat(answers).containsEntry(host(7), Optional.empty());
        }
    }

    @Test
    void manyWaitForOneAnother() throws IOException {
        try (ReverseNames names = names(address(server))) {
            for (int host = 1; host <= 200; host++) {
                names.ask(host(host));
            }
            for (int host = 1; host <= 200; host++) {
                answer(receive(), "h" + host);
                names.poll();
            }
            awaitAnswers(names, 200);
            assertThat(answers).containsEntry(host(200), Optional.of("h200"));
        }
    }

    @Test
    void anAnswerWithAnotherNumberIsNone() throws IOException {
        try (ReverseNames names = names(address(server))) {
            names.ask(host(7));
            DatagramPacket question = receive();
            byte[] other = bytes(question);
            other[0] ^= 1;
            send(question, PointerAnswers.to(other, "liar"));
            answer(question, "printer");
            awaitAnswers(names, 1);
            assertThat(answers).containsOnly(Map.entry(host(7), Optional.of("printer")));
        }
    }

    private ReverseNames names(InetSocketAddress... servers) {
        return new ReverseNames(Map.of(), List.of(servers), answers::put, clock::get);
    }

    private void awaitAnswers(ReverseNames names, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            names.poll();
            return answers.size() >= count;
        });
    }

    private DatagramPacket receive() throws IOException {
        DatagramPacket question = new DatagramPacket(new byte[512], 512);
        server.receive(question);
        return question;
    }

    private void answer(DatagramPacket question, String label) throws IOException {
        send(question, PointerAnswers.to(bytes(question), label));
    }

    private void send(DatagramPacket question, byte[] answer) throws IOException {
        server.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
    }

    private static byte[] bytes(DatagramPacket packet) {
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private static InetSocketAddress address(DatagramSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private static InetAddress host(int number) throws IOException {
        return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) number});
    }
}
