package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.cli.CommandSession;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.dnssd.ServiceAnnouncement;
import dev.netkit.common.dnssd.ServiceInstance;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.message.Envelope;
import dev.netkit.discovery.Nonce;
import dev.netkit.discovery.RunningBeacon;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DiscoverCommandTest {
    @TempDir
    Path folder;

    private Path key;

    @BeforeEach
    void makeKey() throws IOException {
        key = RunningBeacon.keyFile(folder, RunningBeacon.KEY);
    }

    @Test
    void whoAnswersIsPrintedForAProgram() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab\u202e 7")) {
            CommandSession session = CommandSession.ofPipes();
            assertThat(ask(session, beacon.udpPort(), "--until", "1", "--wait", "20s"))
                    .isZero();
            assertThat(session.out())
                    .isEqualTo("127.0.0.1\tlab\\u{202e} 7\tbeacon\t" + beacon.udpPort() + "\tbroadcast\n");
            assertThat(session.err()).isEqualTo("1 beacon\n");
        }
    }

    @Test
    void whoAnswersIsPrintedForAPerson() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            CommandSession session = CommandSession.ofTerminal();
            assertThat(ask(session, beacon.udpPort(), "--until", "1", "--wait", "20s", "-q"))
                    .isZero();
            assertThat(session.out())
                    .matches("127\\.0\\.0\\.1 {8} *\\d+  beacon    lab-7 {17}broadcast  \\d+\\.\\d ms\n");
            assertThat(session.err()).isEmpty();
        }
    }

    @Test
    void whoAnswersIsAnObjectALine() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            CommandSession session = CommandSession.ofPipes();
            assertThat(ask(session, beacon.udpPort(), "--until", "1", "--wait", "20s", "--json"))
                    .isZero();
            assertThat(session.out())
                    .matches(
                            "\\{\"address\":\"127.0.0.1\",\"port\":" + beacon.udpPort()
                                    + ",\"name\":\"lab-7\",\"service\":\"beacon\",\"via\":\"broadcast\",\"fresh\":true,\"rttMillis\":\\d+\\.\\d}\n");
        }
    }

    @Test
    void severalAreFoundUntilTheTimeIsUpEachOnce() throws IOException {
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            CommandSession session = CommandSession.ofPipes();
            assertThat(ask(session, beacon.udpPort(), "--to", "127.0.0.1", "--wait", "300ms"))
                    .isZero();
            assertThat(session.out()).hasLineCount(1);
            assertThat(session.err()).isEqualTo("1 beacon, asked at 2 addresses\n");
        }
    }

    @Test
    void whoHasAnotherKeyIsCountedAndNotFound() throws IOException {
        RunningBeacon.keyFile(folder, FernetKey.generate(new SecureRandom()));
        try (RunningBeacon beacon = RunningBeacon.named("lab-7")) {
            CommandSession session = CommandSession.ofPipes();
            assertThat(ask(session, beacon.udpPort(), "--wait", "500ms")).isEqualTo(1);
            assertThat(session.out()).isEmpty();
            assertThat(session.err()).isEqualTo("0 beacons; 1 with another key\n");
        }
    }

    /** Whoever hears the network has such an answer from there. */
    @Test
    void whatABeaconSaidToSomebodyElseIsNoAnswer() throws Exception {
        String nonce = Nonce.next(new SecureRandom()).args();
        try (DatagramSocket replaying = answering(nonce)) {
            CommandSession session = CommandSession.ofPipes();
            assertThat(ask(session, replaying.getLocalPort(), "--wait", "700ms"))
                    .isEqualTo(1);
            assertThat(session.out()).isEmpty();
            assertThat(session.err()).isEqualTo("0 beacons; 1 with an answer to somebody else\n");
        }
    }

    @Test
    void whoKnowsNoNonceIsUnproven() throws Exception {
        try (DatagramSocket foreign = answering("")) {
            CommandSession session = CommandSession.ofPipes();
            assertThat(ask(session, foreign.getLocalPort(), "--until", "1", "--wait", "20s", "--json"))
                    .isZero();
            assertThat(session.out()).contains("\"name\":\"lab-8\"", "\"fresh\":false");
            assertThat(session.err()).isEqualTo("1 beacon; 1 unproven\n");
        }
    }

    /** Somebody with the key who says the same to every question. */
    private static DatagramSocket answering(String args) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> answer(socket, args));
        thread.setDaemon(true);
        thread.start();
        return socket;
    }

    private static void answer(DatagramSocket socket, String args) {
        DatagramPacket datagram = new DatagramPacket(new byte[2048], 2048);
        try {
            while (true) {
                socket.receive(datagram);
                byte[] answer = RunningBeacon.envelopes()
                        .seal(Envelope.of("lab-8", Clock.systemUTC(), "decode ok", Envelope.HANDSHAKE, args));
                socket.send(new DatagramPacket(answer, answer.length, datagram.getSocketAddress()));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void whereNobodyIsTheExitCodeSaysSo() {
        CommandSession session = CommandSession.ofPipes();
        assertThat(ask(session, 9, "--wait", "50ms")).isEqualTo(1);
        assertThat(session.err()).startsWith("0 beacons\n");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(ask(CommandSession.ofPipes(), 0)).isEqualTo(2);
        assertThat(ask(CommandSession.ofPipes(), 9, "--wait", "0")).isEqualTo(2);
        assertThat(ask(CommandSession.ofPipes(), 9, "--wait", "2h")).isEqualTo(2);
        assertThat(ask(CommandSession.ofPipes(), 9, "--until", "0")).isEqualTo(2);
    }

    @Test
    void whatOnlyOneWayHasIsNotAskedInTheOther() {
        assertThat(CommandSession.ofPipes().run(DiscoverCommand::new, "--service", "printer"))
                .isEqualTo(2);
        assertThat(CommandSession.ofPipes().run(DiscoverCommand::new, "--no-dns-sd", "--service", "echo"))
                .isEqualTo(2);
        assertThat(CommandSession.ofPipes().run(DiscoverCommand::new, "--to", "127.0.0.1", "-i", "lo"))
                .isEqualTo(2);
        assertThat(CommandSession.ofPipes().run(DiscoverCommand::new, "-i", "nosuch0"))
                .isEqualTo(2);
    }

    @Test
    void whoHasAnnouncedAServiceIsFoundWithoutAKey() throws IOException {
        assumeThat(Path.of("/proc/net"))
                .as("elsewhere loopback may know no multicast")
                .exists();
        String name = "lab " + UUID.randomUUID() + "\u202e";
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        ServiceInstance service = new ServiceInstance(name, ServiceType.AUTH, 9093, Optional.of(loopback));
        Announced announced = new Announced();
        try (ServiceAnnouncement announcement = ServiceAnnouncement.start(service, "h", announced)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !announced.names.isEmpty());
            assertThat(announcement).isNotNull();
            CommandSession session = CommandSession.ofPipes();
            assertThat(session.run(DiscoverCommand::new, "-i", "lo", "--service", "auth", "--wait", "5s"))
                    .isZero();
            assertThat(session.out())
                    .contains("127.0.0.1\t" + name.replace("\u202e", "\\u{202e}") + "\tauth\t9093\tdns-sd\n");
            assertThat(session.err()).matches("\\d+ announced\n");
        }
    }

    private static final class Announced implements ServiceAnnouncement.Listener {
        private final Queue<String> names = new ConcurrentLinkedQueue<>();

        @Override
        public void announced(String name, String network) {
            names.add(name);
        }

        @Override
        public void noNetwork() {}

        @Override
        public void failed(String network, IOException why) {}
    }

    private int ask(CommandSession session, int port, String... more) {
        List<String> args = new ArrayList<>(
                List.of("--to", "127.0.0.1", "--udp-port", String.valueOf(port), "--key-file", key.toString()));
        args.addAll(List.of(more));
        return session.run(DiscoverCommand::new, args.toArray(String[]::new));
    }
}
