package dev.netkit.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.RecordedEvents;
import dev.netkit.common.net.RudePeers;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceEvent.Disconnected;
import dev.netkit.common.net.ServiceEvent.Received;
import dev.netkit.common.net.ServiceEvent.Sent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EchoServerTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 65_536, 65_537, 3_000_000})
    void everyByteComesBackAfterHalfClose(int length) throws Exception {
        byte[] data = random(length);
        try (RunningEcho server = RunningEcho.bytes()) {
            assertThat(echoed(server.address(), data)).isEqualTo(data);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1024})
    void portionsAreNeverLargerThanAskedFor(int size) throws Exception {
        RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
        byte[] data = random(10_000);
        try (RunningEcho server = RunningEcho.portions(size, events)) {
            assertThat(echoed(server.address(), data)).isEqualTo(data);
        }
        List<Long> received =
                events.all(Received.class).stream().map(Received::bytes).toList();
        assertThat(received).isNotEmpty().allMatch(bytes -> bytes <= size);
        assertThat(sum(events.all(Received.class), Received::bytes)).isEqualTo(data.length);
    }

    @Test
    void allSevenMessagesAreToldInOrder() throws Exception {
        RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
        try (RunningEcho server = RunningEcho.portions(1024, events)) {
            echoed(server.address(), "hello".getBytes(UTF_8));
        }
        assertThat(events.all().stream().map(event -> event.getClass().getSimpleName()))
                .containsExactly("Starting", "Listening", "Connected", "Received", "Sent", "Disconnected", "Stopped");
        Disconnected end = events.all(Disconnected.class).get(0);
        assertThat(end.received()).isEqualTo(5);
        assertThat(end.sent()).isEqualTo(5);
    }

    @Test
    void aConnectionThatFloodsAndThenWhispersIsStillEchoed() throws Exception {
        try (RunningEcho server = RunningEcho.bytes();
                PolitePeer client = PolitePeer.connect(server.address())) {
            for (int length : new int[] {1, 200_000, 3, 1024, 70_000, 1}) {
                byte[] data = random(length);
                CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> client.send(data));
                assertThat(client.receiveBytes(length)).isEqualTo(data);
                writing.join();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0:", "5:hello", "1:x2:yz"})
    void asciiFramesComeBackWhole(String frames) throws Exception {
        try (RunningEcho server = RunningEcho.frames(Optional.empty(), 1024)) {
            assertThat(new String(echoed(server.address(), frames.getBytes(UTF_8)), UTF_8))
                    .isEqualTo(frames);
        }
    }

    @Test
    void binaryFramesComeBackOnceTheyAreWhole() throws Exception {
        RecordedEvents events = new RecordedEvents(Detail.ACTIVITY);
        try (RunningEcho server = RunningEcho.frames(Optional.of(FrameEncoding.BINARY), 1024, events);
                PolitePeer client = PolitePeer.connect(server.address())) {
            client.send("\0\0\0\3ab");
            await().until(() -> sum(events.all(Received.class), Received::bytes) == 6);
            client.send("c");
            assertThat(client.receive(7)).isEqualTo("\0\0\0\3abc");
        }
        assertThat(events.all(Sent.class)).extracting(Sent::bytes).containsExactly(7L);
    }

    @Test
    void aFrameAboveTheLimitEndsItsOwnConnectionOnly() throws Exception {
        try (RunningEcho server = RunningEcho.frames(Optional.empty(), 10);
                PolitePeer other = PolitePeer.connect(server.address())) {
            assertThat(echoed(server.address(), "11:hello world".getBytes(UTF_8)))
                    .isEmpty();
            assertThat(other.exchange("2:ok")).isEqualTo("2:ok");
        }
    }

    @Test
    void rudePeersDoNotDisturbBytes() throws Exception {
        try (RunningEcho server = RunningEcho.bytes()) {
            RudePeers.allVisit(server.address(), () -> politely(server.address(), "hello"));
        }
    }

    @Test
    void rudePeersDoNotDisturbFrames() throws Exception {
        try (RunningEcho server = RunningEcho.frames(Optional.empty(), 1 << 20)) {
            RudePeers.allVisit(server.address(), () -> politely(server.address(), "5:hello"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1400, 60_000})
    void datagramsComeBackAsTheyWent(int length) throws Exception {
        try (RunningEcho server = RunningEcho.udp();
                DatagramSocket client = new DatagramSocket()) {
            client.setSoTimeout(10_000);
            byte[] data = random(length);
            client.send(new DatagramPacket(data, length, server.address()));
            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
            client.receive(answer);
            assertThat(Arrays.copyOf(answer.getData(), answer.getLength())).isEqualTo(data);
        }
    }

    private static void politely(InetSocketAddress server, String text) {
        try {
            assertThat(new String(echoed(server, text.getBytes(UTF_8)), UTF_8)).isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] echoed(InetSocketAddress server, byte[] data) throws IOException {
        try (PolitePeer client = PolitePeer.connect(server)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                client.send(data);
                client.endOutput();
            });
            byte[] back = client.input().readAllBytes();
            writing.handle((sent, failure) -> sent).join(); // whoever reads sees what is missing
            return back;
        }
    }

    private static <E> long sum(List<E> events, ToLongFunction<E> bytes) {
        return events.stream().mapToLong(bytes).sum();
    }

    private static byte[] random(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        return data;
    }
}
