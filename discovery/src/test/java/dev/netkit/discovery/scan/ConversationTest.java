package dev.netkit.discovery.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.message.Envelope;
import dev.netkit.discovery.Nonce;
import dev.netkit.discovery.RunningBeacon;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a scan hears on open ports of loopback. */
@Timeout(60)
class ConversationTest {
    /** What a token of 64 KiB has room for. */
    private static final int MOST_SEALED = 49_087;

    private static final Duration LONG = Duration.ofSeconds(30);

    /** Somebody who answers one connection. */
    @FunctionalInterface
    private interface Service {
        void answer(Socket socket) throws IOException;
    }

    @Test
    void theFirstLineIsTheBanner() throws IOException {
        assertThat(banner(socket -> socket.getOutputStream().write("SSH-2.0-test\r\nmore\r\n".getBytes(UTF_8))))
                .contains("SSH-2.0-test");
    }

    @Test
    void aLineMayComeInPieces() throws IOException {
        assertThat(banner(socket -> {
                    for (byte piece : "\r\n220 hello\r\n".getBytes(UTF_8)) {
                        socket.getOutputStream().write(piece);
                    }
                }))
                .contains("220 hello");
    }

    @Test
    void whoeverSaysTooMuchIsHeardALittle() throws IOException {
        assertThat(banner(socket ->
                        socket.getOutputStream().write("x".repeat(1 << 20).getBytes(UTF_8))))
                .contains("x".repeat(Banner.LONGEST));
    }

    @Test
    void whoeverSaysNothingHasNoBanner() throws IOException {
        assertThat(banner(socket -> assertThat(socket.getInputStream().read()).isNegative()))
                .isEmpty();
        assertThat(banner(socket -> {})).isEmpty();
    }

    @Test
    void aBeaconTellsWhoItIs() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            HostReport host = handshake(beacon.httpPort(), RunningBeacon.KEY);
            assertThat(host.handshake()).contains(new Handshake("lab-7", true));
            assertThat(host.evidence()).isEqualTo(Evidence.HANDSHAKE);
            assertThat(host.ports().get(0).evidence()).isEqualTo(Evidence.HANDSHAKE);
        }
    }

    @Test
    void aBeaconWithAnotherKeyIsAnOpenPort() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            HostReport host = handshake(beacon.httpPort(), FernetKey.generate(new SecureRandom()));
            assertThat(host.handshake()).isEmpty();
            assertThat(host.evidence()).isEqualTo(Evidence.SYN_ACK);
        }
    }

    @Test
    void whoeverSendsTheQuestionBackHasSaidNothing() throws IOException {
        assertThat(handshake(socket -> {
                    byte[] token = tokenOf(socket);
                    reply(socket, token);
                }))
                .isEmpty();
    }

    /** Whoever hears the network has it from there. */
    @Test
    void whatABeaconSaidToSomebodyElseIsNoAnswer() throws IOException {
        byte[] question = seal("ann", Nonce.next(new SecureRandom()).args());
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            byte[] heard = beacon.answerTo(question);
            assertThat(handshake(socket -> {
                        tokenOf(socket);
                        reply(socket, heard);
                    }))
                    .isEmpty();
        }
        assertThat(handshake(socket -> {
                    tokenOf(socket);
                    reply(socket, question);
                }))
                .isEmpty();
    }

    @Test
    void aPeerThatKnowsNoNonceIsUnproven() throws IOException {
        for (String args : List.of("", "whatever it says")) {
            assertThat(handshake(socket -> {
                        tokenOf(socket);
                        reply(socket, seal("lab-8", args));
                    }))
                    .contains(new Handshake("lab-8", false));
        }
    }

    @Test
    void anAnswerMayBeAsLongAsAQuestionMay() throws IOException {
        byte[] empty = RunningBeacon.envelopes().encode(Envelope.of("", Clock.systemUTC(), "", Envelope.HANDSHAKE, ""));
        String longest = "x".repeat(MOST_SEALED - empty.length);
        assertThat(seal(longest, "")).hasSizeBetween(64 * 1024 - 22, 64 * 1024);
        assertThat(handshake(socket -> {
                    tokenOf(socket);
                    reply(socket, seal(longest, ""));
                }))
                .contains(new Handshake(longest, false));
    }

    private static byte[] seal(String userID, String args) {
        return RunningBeacon.envelopes().seal(Envelope.of(userID, Clock.systemUTC(), "", Envelope.HANDSHAKE, args));
    }

    private static byte[] tokenOf(Socket socket) throws IOException {
        String head = "";
        InputStream in = socket.getInputStream();
        while (!head.endsWith("\r\n\r\n")) {
            head += (char) in.read();
        }
        String length = head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
        return in.readNBytes(Integer.parseInt(length));
    }

    private static void reply(Socket socket, byte[] token) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + token.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(token);
    }

    @Test
    void whatIsNoHandshakeIsAnOpenPort() throws IOException {
        assertThat(handshake(socket -> socket.getOutputStream().write("SSH-2.0-test\r\n".getBytes(UTF_8))))
                .isEmpty();
        assertThat(handshake(socket -> socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n?".getBytes(UTF_8))))
                .isEmpty();
        assertThat(handshake(socket -> socket.getOutputStream().write(new byte[1 << 20])))
                .isEmpty();
        assertThat(handshake(socket -> {
                    assertThat(socket.getInputStream().read()).isEqualTo('P');
                    socket.setSoLinger(true, 0);
                }))
                .isEmpty();
    }

    private static Optional<String> banner(Service service) throws IOException {
        return answered(service, port -> new Details(false, true, 0, List.of()))
                .ports()
                .get(0)
                .banner();
    }

    private static Optional<Handshake> handshake(Service service) throws IOException {
        return answered(service, port -> new Details(false, false, port, List.of(RunningBeacon.KEY)))
                .handshake();
    }

    private static HostReport handshake(int port, FernetKey key) throws IOException {
        return scan(port, new Details(false, false, port, List.of(key)));
    }

    private static HostReport answered(Service service, IntFunction<Details> details) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Thread thread = new Thread(() -> answer(server, service));
            thread.start();
            return scan(server.getLocalPort(), details.apply(server.getLocalPort()));
        }
    }

    private static void answer(ServerSocket server, Service service) {
        try (Socket socket = server.accept()) {
            service.answer(socket);
        } catch (IOException e) {
            // The scan has heard enough.
        }
    }

    private static HostReport scan(int port, Details details) throws IOException {
        Ports ports = new Ports(List.of(port));
        ScanConfig config =
                new ScanConfig(Set.of(InetAddress.getByName("127.0.0.1")), ports, LONG, Integer.MAX_VALUE, details);
        List<HostReport> reports = new ArrayList<>();
        new Scan(config, Map::of, address -> false).run(reports::add);
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).ports().get(0).state()).isEqualTo(PortState.OPEN);
        return reports.get(0);
    }
}
