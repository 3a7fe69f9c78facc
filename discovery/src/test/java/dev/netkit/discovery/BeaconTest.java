package dev.netkit.discovery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.message.SealedEnvelopes;
import dev.netkit.common.net.CannotListenException;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.RudePeers;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class BeaconTest {
    private static final int FLOOD = 150;

    private RunningBeacon beacon;

    @BeforeEach
    void start() throws IOException {
        beacon = RunningBeacon.named("lab-7");
    }

    @AfterEach
    void stop() {
        beacon.close();
    }

    @ParameterizedTest
    @CsvSource({"handshake,handshake,''", "ping,ping,''", "dance,error,Unknown cmd", "'',error,Unknown cmd"})
    void aRequestIsAnsweredByItsCommand(String cmd, String answered, String text) throws IOException {
        Reply reply = post(RunningBeacon.question(cmd));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.head()).containsIgnoringCase("Content-Type: application/octet-stream");
        Envelope envelope = RunningBeacon.envelopes().open(reply.body());
        assertThat(envelope.cmd()).isEqualTo(answered);
        assertThat(envelope.text()).isEqualTo(text);
        assertThat(envelope.userID()).isEqualTo("lab-7");
    }

    @Test
    void anInvalidTokenIsRefusedWithAnErrorEnvelope() throws IOException {
        byte[] once = RunningBeacon.question("ping");
        assertThat(post(once).status()).isEqualTo(200);
        for (byte[] invalid : List.of(once, "garbage".getBytes(US_ASCII), new byte[0], new byte[64 * 1024])) {
            Reply reply = post(invalid);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(RunningBeacon.envelopes().open(reply.body()).cmd()).isEqualTo(Envelope.ERROR);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST /other,Content-Length: 0,404",
        "POST /message/more,Content-Length: 0,404",
        "GET /message,Content-Length: 0,405",
        "PUT /message,Content-Length: 0,405",
        "POST /message,X-Nothing: 0,411",
        "POST /message,Transfer-Encoding: chunked,411",
        "POST /message,Content-Length: 65537,413",
        "POST /message,Content-Length: 999999999999,413"
    })
    void whatIsNoRequestIsRefusedByItsHead(String request, String header, int status) throws IOException {
        assertThat(say(request + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n", new byte[0])
                        .status())
                .isEqualTo(status);
    }

    @Test
    void rudeClientsDoNotKeepItFromTheOthers() throws IOException {
        try (PolitePeer cut = PolitePeer.connect(beacon.address());
                PolitePeer stalled = PolitePeer.connect(beacon.address());
                PolitePeer garbage = PolitePeer.connect(beacon.address())) {
            cut.send("POST /message HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\nhalf");
            cut.endOutput();
            stalled.send("POST /mess");
            garbage.send("\u0016\3\1\2\0\1\r\n\r\n");
            assertThat(post(RunningBeacon.question("ping")).status()).isEqualTo(200);
        }
    }

    @Test
    void itOutlivesEveryRudePeer() {
        RudePeers.allVisit(beacon.address(), () -> {
            try {
                assertThat(post(RunningBeacon.question("ping")).status()).isEqualTo(200);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void aRequestThatIsNotFinishedInTimeIsCutOff() throws IOException {
        try (PolitePeer stalled = PolitePeer.connect(beacon.address())) {
            stalled.send("POST /message HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\nhalf");
            assertThat(stalled.input().read()).isNegative();
        }
    }

    @Test
    void datagramsAreAnswered() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            Envelope envelope = RunningBeacon.envelopes().open(ask(socket, RunningBeacon.question("")));
            assertThat(envelope.text()).isEqualTo("decode ok");
            assertThat(envelope.userID()).isEqualTo("lab-7");
            assertThat(ask(socket, "who is there?".getBytes(US_ASCII)))
                    .asString()
                    .isEqualTo("decode error");
        }
    }

    /** Of the 12 bytes that each has, so that an answer is no longer. */
    @Test
    void aFloodOfGarbageIsNeitherMultipliedNorToldOfInFullNorKeepsOthersOut() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setReceiveBufferSize(1 << 20);
            socket.setSoTimeout(10_000);
            long start = System.nanoTime();
            for (int i = 0; i < FLOOD; i++) {
                socket.send(new DatagramPacket(new byte[12], 12, InetAddress.getLoopbackAddress(), beacon.udpPort()));
            }
            byte[] answer = ask(socket, RunningBeacon.question(""));
            int refusals = 0;
            while (Arrays.equals(answer, "decode error".getBytes(US_ASCII))) {
                refusals++;
                answer = receive(socket);
            }
            long seconds = (System.nanoTime() - start) / 1_000_000_000 + 1;
            assertThat(RunningBeacon.envelopes().open(answer).userID()).isEqualTo("lab-7");
            assertThat(refusals).isLessThanOrEqualTo((int) (10 * seconds));
            assertThat(beacon.events().all(ServiceEvent.Received.class))
                    .hasSizeLessThanOrEqualTo((int) (SparingListener.EVENTS_A_SECOND * seconds));
        }
    }

    @Test
    void anEnvelopeThatIsTooOldIsRefused() throws IOException {
        Clock past = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2));
        MessageSeal old = new MessageSeal(List.of(RunningBeacon.KEY), past, new SecureRandom());
        byte[] token = new SealedEnvelopes(old).seal(Envelope.of("ann", past, "", "ping"));
        assertThat(post(token).status()).isEqualTo(400);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            assertThat(ask(socket, token)).asString().isEqualTo("decode error");
        }
    }

    @Test
    void aTokenThatCameByHttpIsNotGoodByUdp() throws IOException {
        byte[] token = RunningBeacon.question("ping");
        assertThat(post(token).status()).isEqualTo(200);
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            assertThat(ask(socket, token)).asString().isEqualTo("decode error");
        }
    }

    @Test
    void thePortOfHttpIsToldFirst() {
        List<ServiceEvent.Listening> told = beacon.events().all(ServiceEvent.Listening.class);
        assertThat(told)
                .extracting(event -> event.address().getPort())
                .containsExactly(beacon.httpPort(), beacon.udpPort());
    }

    @Test
    void aBusyPortIsSaidAndTheOtherOneGivenBack() {
        ListenAddress free = ListenAddress.loopback(0);
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> open(ListenAddress.loopback(beacon.httpPort()), free));
        assertThatExceptionOfType(CannotListenException.class)
                .isThrownBy(() -> open(free, ListenAddress.loopback(beacon.udpPort())));
    }

    private static Beacon open(ListenAddress http, ListenAddress udp) throws IOException {
        TcpServerConfig config = TcpServerConfig.of(BeaconConfig.SERVICE, http);
        return Beacon.open(new BeaconConfig(config, udp, "b", List.of(RunningBeacon.KEY)), ServiceListener.NONE);
    }

    private byte[] ask(DatagramSocket socket, byte[] question) throws IOException {
        socket.send(new DatagramPacket(question, question.length, InetAddress.getLoopbackAddress(), beacon.udpPort()));
        return receive(socket);
    }

    private static byte[] receive(DatagramSocket socket) throws IOException {
        DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
        socket.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    private record Reply(int status, String head, byte[] body) {}

    private Reply post(byte[] token) throws IOException {
        String head = "POST /message HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + token.length;
        return say(head + "\r\n\r\n", token);
    }

    private Reply say(String head, byte[] body) throws IOException {
        try (PolitePeer peer = PolitePeer.connect(beacon.address())) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(US_ASCII));
            request.writeBytes(body);
            peer.send(request.toByteArray());
            byte[] reply = peer.input().readAllBytes();
            String text = new String(reply, US_ASCII);
            int end = text.indexOf("\r\n\r\n") + 4;
            int status = Integer.parseInt(text.substring(9, 12));
            return new Reply(status, text.substring(0, end), Arrays.copyOfRange(reply, end, reply.length));
        }
    }
}
