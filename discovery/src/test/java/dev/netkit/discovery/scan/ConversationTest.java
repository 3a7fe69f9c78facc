package dev.netkit.discovery.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.message.Envelope;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.PoliteServer;
import dev.netkit.discovery.Nonce;
import dev.netkit.discovery.RunningBeacon;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a scan hears on open ports of loopback. */
@Timeout(60)
class ConversationTest {
    /** What a token of 64 KiB has room for. */
    private static final int MOST_SEALED = 49_087;

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void theFirstLineIsTheBanner() throws IOException {
        assertThat(banner(peer -> peer.send("SSH-2.0-test\r\nmore\r\n"))).contains("SSH-2.0-test");
    }

    @Test
    void aLineMayComeInPieces() throws IOException {
        assertThat(banner(peer -> {
                    for (String piece : "\r\n220 hello\r\n".split("")) {
                        peer.send(piece);
                    }
                }))
                .contains("220 hello");
    }

    @Test
    void whoeverSaysTooMuchIsHeardALittle() throws IOException {
        assertThat(banner(peer -> peer.send("x".repeat(1 << 20)))).contains("x".repeat(Banner.LONGEST));
    }

    @Test
    void whoeverSaysNothingHasNoBanner() throws IOException {
        assertThat(banner(PolitePeer::awaitEnd)).isEmpty();
        assertThat(banner(peer -> {})).isEmpty();
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
        assertThat(handshake(peer -> {
                    byte[] token = tokenOf(peer);
                    reply(peer, token);
                }))
                .isEmpty();
    }

    /** Whoever hears the network has it from there. */
    @Test
    void whatABeaconSaidToSomebodyElseIsNoAnswer() throws IOException {
        byte[] question = seal("ann", Nonce.next(new SecureRandom()).args());
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            byte[] heard = beacon.answerTo(question);
            assertThat(handshake(peer -> {
                        tokenOf(peer);
                        reply(peer, heard);
                    }))
                    .isEmpty();
        }
        assertThat(handshake(peer -> {
                    tokenOf(peer);
                    reply(peer, question);
                }))
                .isEmpty();
    }

    @Test
    void aPeerThatKnowsNoNonceIsUnproven() throws IOException {
        for (String args : List.of("", "whatever it says")) {
            assertThat(handshake(peer -> {
                        tokenOf(peer);
                        reply(peer, seal("lab-8", args));
                    }))
                    .contains(new Handshake("lab-8", false));
        }
    }

    @Test
    void anAnswerMayBeAsLongAsAQuestionMay() throws IOException {
        byte[] empty = RunningBeacon.envelopes().encode(Envelope.of("", Clock.systemUTC(), "", Envelope.HANDSHAKE, ""));
        String longest = "x".repeat(MOST_SEALED - empty.length);
        assertThat(seal(longest, "")).hasSizeBetween(64 * 1024 - 22, 64 * 1024);
        assertThat(handshake(peer -> {
                    tokenOf(peer);
                    reply(peer, seal(longest, ""));
                }))
                .contains(new Handshake(longest, false));
    }

    private static byte[] seal(String userID, String args) {
        return RunningBeacon.envelopes().seal(Envelope.of(userID, Clock.systemUTC(), "", Envelope.HANDSHAKE, args));
    }

    private static byte[] tokenOf(PolitePeer peer) {
        int length = 0;
        for (String line = peer.receiveUntil('\n'); !line.equals("\r"); line = peer.receiveUntil('\n')) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16).trim());
            }
        }
        return peer.receiveBytes(length);
    }

    private static void reply(PolitePeer peer, byte[] token) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + token.length + "\r\n\r\n");
        peer.send(token);
    }

    @Test
    void whatIsNoHandshakeIsAnOpenPort() throws IOException {
        assertThat(handshake(peer -> peer.send("SSH-2.0-test\r\n"))).isEmpty();
        assertThat(handshake(peer -> peer.send("HTTP/1.1 200 OK\r\n\r\n?"))).isEmpty();
        assertThat(handshake(peer -> peer.send(new byte[1 << 20]))).isEmpty();
        assertThat(handshake(peer -> {
                    peer.receive("POST".length());
                    peer.reset();
                }))
                .isEmpty();
    }

    private static Optional<String> banner(Consumer<PolitePeer> service) throws IOException {
        return answered(service, port -> new Details(false, true, 0, List.of()))
                .ports()
                .get(0)
                .banner();
    }

    private static Optional<Handshake> handshake(Consumer<PolitePeer> service) throws IOException {
        return answered(service, port -> new Details(false, false, port, List.of(RunningBeacon.KEY)))
                .handshake();
    }

    private static HostReport handshake(int port, FernetKey key) throws IOException {
        return scan(port, new Details(false, false, port, List.of(key)));
    }

    private static HostReport answered(Consumer<PolitePeer> service, IntFunction<Details> details) throws IOException {
        try (PoliteServer server = PoliteServer.playing(service)) {
            int port = server.address().getPort();
            return scan(port, details.apply(port));
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
