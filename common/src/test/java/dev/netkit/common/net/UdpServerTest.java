package dev.netkit.common.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Direction;
import dev.netkit.common.net.ServiceEvent.Listening;
import dev.netkit.common.net.ServiceEvent.Problem;
import dev.netkit.common.net.ServiceEvent.Received;
import dev.netkit.common.net.ServiceEvent.Sent;
import dev.netkit.common.net.ServiceEvent.Starting;
import dev.netkit.common.net.ServiceEvent.Stopped;
import dev.netkit.common.net.ServiceEvent.Traced;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class UdpServerTest {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LARGEST_OVER_IPV4 = 65_507;
    private static final DatagramHandler ECHO = (peer, datagram) -> Optional.of(datagram);

    /** Echoes, but says nothing to a question mark. */
    private static final DatagramHandler CHOOSY =
            (peer, datagram) -> datagram.get(0) == '?' ? Optional.empty() : Optional.of(datagram);

    private final RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
    private DatagramSocket client;

    @BeforeEach
    void openClient() throws IOException {
        client = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        client.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @Test
    void eventsComeInOrder() throws IOException {
        RunningServer server = serve(false, ECHO);
        try (server) {
            assertThat(server.address().getPort()).isPositive();
            assertThat(exchange(server, "hello")).isEqualTo("hello");
            events.first(Sent.class);
        }
        InetSocketAddress peer = (InetSocketAddress) client.getLocalSocketAddress();
        assertThat(events.all())
                .containsExactly(
                        new Starting("test"),
                        new Listening("test", server.address()),
                        new Received(peer, 5),
                        new Sent(peer, 5),
                        new Stopped("test"));
    }

    @Test
    void listenerThatWantsTheEssentialsHearsNothingElse() throws IOException {
        RecordedEvents essentials = new RecordedEvents(Detail.ESSENTIAL);
        RunningServer server = RunningServer.start(open(false, ECHO, essentials));
        try (server) {
            exchange(server, "hello");
        }
        assertThat(essentials.all())
                .containsExactly(new Starting("test"), new Listening("test", server.address()), new Stopped("test"));
    }

    @Test
    void traceHasTheBytesOfBothDirections() throws IOException {
        RecordedEvents trace = new RecordedEvents(Detail.TRACE);
        DatagramHandler shouting = (peer, datagram) -> Optional.of(ByteBuffer.wrap("HELLO!".getBytes(ISO_8859_1)));
        try (RunningServer server = RunningServer.start(open(false, shouting, trace))) {
            exchange(server, "hello");
            trace.first(Traced.class, 2);
        }
        assertThat(trace.all(Traced.class)).extracting(Traced::direction).containsExactly(Direction.IN, Direction.OUT);
        assertThat(trace.all(Traced.class))
                .extracting(event -> new String(event.bytes(), ISO_8859_1))
                .containsExactly("hello", "HELLO!");
    }

    @Test
    void datagramsAreEchoedOneByOne() throws IOException {
        try (RunningServer server = serve(false, ECHO)) {
            for (int i = 0; i < 100; i++) {
                assertThat(exchange(server, "datagram " + i)).isEqualTo("datagram " + i);
            }
        }
    }

    @Test
    void emptyDatagramIsADatagram() throws IOException {
        try (RunningServer server = serve(false, ECHO)) {
            assertThat(exchange(server, "")).isEmpty();
        }
    }

    @Test
    void largestDatagramComesBackWhole() throws IOException {
        try (RunningServer server = serve(false, ECHO)) {
            String largest = "0123456".repeat(LARGEST_OVER_IPV4).substring(0, LARGEST_OVER_IPV4);
            assertThat(exchange(server, largest)).isEqualTo(largest);
        }
    }

    @Test
    void shortDatagramAfterALongOneHasNoneOfItsBytes() throws IOException {
        try (RunningServer server = serve(false, ECHO)) {
            exchange(server, "a long one");
            assertThat(exchange(server, "short")).isEqualTo("short");
        }
    }

    @Test
    void partOfTheDatagramMayBeTheAnswer() throws IOException {
        DatagramHandler tail = (peer, datagram) -> Optional.of(datagram.position(2));
        try (RunningServer server = serve(false, tail)) {
            assertThat(exchange(server, "hello")).isEqualTo("llo");
            assertThat(events.first(Sent.class).bytes()).isEqualTo(3);
            assertThat(events.first(Received.class).bytes()).isEqualTo(5);
        }
    }

    @Test
    void eachPeerGetsItsOwnAnswer() throws IOException {
        DatagramHandler addressed = (peer, datagram) ->
                Optional.of(ByteBuffer.wrap(String.valueOf(peer.getPort()).getBytes(ISO_8859_1)));
        try (RunningServer server = serve(false, addressed);
                DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            other.setSoTimeout(PATIENCE_MILLIS);
            send(client, server, "who?");
            send(other, server, "who?");
            assertThat(receive(client)).isEqualTo(String.valueOf(client.getLocalPort()));
            assertThat(receive(other)).isEqualTo(String.valueOf(other.getLocalPort()));
        }
    }

    @Test
    void datagramWithoutAnswerIsReceivedAndNothingIsSent() throws IOException {
        try (RunningServer server = serve(false, CHOOSY)) {
            send(client, server, "?");
            assertThat(exchange(server, "!")).isEqualTo("!");
            events.first(Sent.class);
        }
        assertThat(events.all(Received.class)).hasSize(2);
        assertThat(events.all(Sent.class)).hasSize(1);
    }

    @Test
    void answerThatCannotBeSentIsAProblemAndTheServerGoesOn() throws IOException {
        ByteBuffer tooLarge = ByteBuffer.allocate(70_000);
        DatagramHandler handler = (peer, datagram) -> Optional.of(datagram.get(0) == '?' ? tooLarge : datagram);
        try (RunningServer server = serve(false, handler)) {
            send(client, server, "?");
            assertThat(events.first(Problem.class).what()).contains("127.0.0.1:" + client.getLocalPort());
            assertThat(exchange(server, "!")).isEqualTo("!");
        }
    }

    @Test
    void handlerThatFailsDoesNotEndTheServer() throws IOException {
        DatagramHandler failing = (peer, datagram) -> {
            if (datagram.get(0) == '?') {
                throw new IllegalStateException("on purpose");
            }
            return Optional.of(datagram);
        };
        try (RunningServer server = serve(false, failing)) {
            send(client, server, "?");
            assertThat(exchange(server, "!")).isEqualTo("!");
        }
    }

    @Test
    void peerThatHasLeftDoesNotHarmTheOthers() throws IOException {
        try (RunningServer server = serve(false, ECHO)) {
            for (int i = 0; i < 20; i++) {
                try (DatagramSocket gone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                    send(gone, server, "bye");
                }
            }
            assertThat(exchange(server, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void onceLeavesAfterTheFirstDatagramThatWasAnswered() throws IOException {
        RunningServer server = serve(true, CHOOSY);
        send(client, server, "?");
        assertThat(exchange(server, "!")).isEqualTo("!");
        server.awaitEnd();
        assertThat(events.all(Received.class)).hasSize(2);
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void stopEndsAServerThatWaits() throws IOException {
        RunningServer server = serve(false, ECHO);
        exchange(server, "hello");
        server.stop();
        server.stop();
        server.awaitEnd();
        assertThat(events.all(Stopped.class)).hasSize(1);
    }

    @Test
    void serverThatWasStoppedBeforeItServedEndsAtOnce() throws IOException {
        UdpServer server = open(false, ECHO, events);
        server.stop();
        RunningServer.start(server).awaitEnd();
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void handlerMayStopItsServer() throws IOException {
        Server[] self = new Server[1];
        self[0] = open(
                false,
                (peer, datagram) -> {
                    self[0].stop();
                    return Optional.of(datagram);
                },
                events);
        RunningServer server = RunningServer.start(self[0]);
        send(client, server, "stop");
        server.awaitEnd();
        assertThat(events.all()).endsWith(new Stopped("test"));
    }

    @Test
    void portIsFreeAgainAfterwards() throws IOException {
        RunningServer server = serve(false, ECHO);
        server.close();
        try (DatagramSocket next = new DatagramSocket(server.address())) {
            assertThat(next.getLocalPort()).isEqualTo(server.address().getPort());
        }
    }

    @Test
    void serverOnAllAddressesIsReachedByIpv4() throws IOException {
        UdpServer open = UdpServer.open("test", new ListenAddress(Optional.empty(), 0, false), false, ECHO, events);
        try (RunningServer server = RunningServer.start(open)) {
            InetSocketAddress address =
                    new InetSocketAddress("127.0.0.1", server.address().getPort());
            client.send(new DatagramPacket("hello".getBytes(ISO_8859_1), 5, address));
            assertThat(receive(client)).isEqualTo("hello");
            assertThat(events.first(Received.class).peer()).isEqualTo(client.getLocalSocketAddress());
        }
    }

    private RunningServer serve(boolean once, DatagramHandler handler) throws IOException {
        return RunningServer.start(open(once, handler, events));
    }

    private static UdpServer open(boolean once, DatagramHandler handler, ServiceListener listener) throws IOException {
        return UdpServer.open("test", ListenAddress.loopback(0), once, handler, listener);
    }

    private String exchange(RunningServer server, String text) throws IOException {
        send(client, server, text);
        return receive(client);
    }

    private static void send(DatagramSocket from, RunningServer server, String text) throws IOException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        from.send(new DatagramPacket(bytes, bytes.length, server.address()));
    }

    private static String receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[70_000], 70_000);
        socket.receive(packet);
        return new String(Arrays.copyOf(packet.getData(), packet.getLength()), ISO_8859_1);
    }
}
