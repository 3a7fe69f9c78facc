package dev.netkit.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.RudePeers;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.ServiceMeter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
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
        Recorder recorder = new Recorder();
        byte[] data = random(10_000);
        try (RunningEcho server = RunningEcho.portions(size, recorder)) {
            assertThat(echoed(server.address(), data)).isEqualTo(data);
        }
        List<Long> received = recorder.of(ServiceEvent.Received.class).stream()
                .map(ServiceEvent.Received::bytes)
                .toList();
        assertThat(received).isNotEmpty().allMatch(bytes -> bytes <= size);
        assertThat(received.stream().mapToLong(Long::longValue).sum()).isEqualTo(data.length);
    }

    @Test
    void allSevenMessagesAreToldInOrder() throws Exception {
        Recorder recorder = new Recorder();
        try (RunningEcho server = RunningEcho.portions(1024, recorder)) {
            echoed(server.address(), "hello".getBytes(UTF_8));
        }
        assertThat(recorder.events.stream().map(event -> event.getClass().getSimpleName()))
                .containsExactly("Starting", "Listening", "Connected", "Received", "Sent", "Disconnected", "Stopped");
        ServiceEvent.Disconnected end =
                recorder.of(ServiceEvent.Disconnected.class).get(0);
        assertThat(end.received()).isEqualTo(5);
        assertThat(end.sent()).isEqualTo(5);
    }

    @Test
    void aConnectionThatFloodsAndThenWhispersIsStillEchoed() throws Exception {
        try (RunningEcho server = RunningEcho.bytes();
                Socket client = connect(server.address())) {
            for (int length : new int[] {1, 200_000, 3, 1024, 70_000, 1}) {
                byte[] data = random(length);
                Thread writer = write(client.getOutputStream(), data);
                assertThat(client.getInputStream().readNBytes(length)).isEqualTo(data);
                writer.join();
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
        try (RunningEcho server = RunningEcho.frames(Optional.of(FrameEncoding.BINARY), 1024);
                Socket client = connect(server.address())) {
            client.getOutputStream().write(new byte[] {0, 0, 0, 3, 'a', 'b'});
            assertThat(client.getInputStream().available()).isZero();
            client.getOutputStream().write('c');
            assertThat(client.getInputStream().readNBytes(7)).isEqualTo(new byte[] {0, 0, 0, 3, 'a', 'b', 'c'});
        }
    }

    @Test
    void aFrameAboveTheLimitEndsItsOwnConnectionOnly() throws Exception {
        try (RunningEcho server = RunningEcho.frames(Optional.empty(), 10);
                Socket other = connect(server.address())) {
            assertThat(echoed(server.address(), "11:hello world".getBytes(UTF_8)))
                    .isEmpty();
            other.getOutputStream().write("2:ok".getBytes(UTF_8));
            assertThat(other.getInputStream().readNBytes(4)).isEqualTo("2:ok".getBytes(UTF_8));
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

    @Test
    void aDatagramThatSeemsToComeFromAnEchoServiceIsNotAnswered() {
        DatagramEcho echo = new DatagramEcho(ServiceMeter.NONE);
        java.nio.ByteBuffer datagram = java.nio.ByteBuffer.wrap(new byte[] {1});
        assertThat(echo.answer(new InetSocketAddress("127.0.0.1", 7), datagram)).isEmpty();
        assertThat(echo.answer(new InetSocketAddress("127.0.0.1", EchoServerConfig.DEFAULT_PORT), datagram))
                .isEmpty();
        assertThat(echo.answer(new InetSocketAddress("127.0.0.1", 40_000), datagram))
                .containsSame(datagram);
    }

    private static void politely(InetSocketAddress server, String text) {
        try {
            assertThat(new String(echoed(server, text.getBytes(UTF_8)), UTF_8)).isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] echoed(InetSocketAddress server, byte[] data) throws IOException {
        try (Socket client = connect(server)) {
            Thread writer = write(client.getOutputStream(), data, client);
            byte[] back = client.getInputStream().readAllBytes();
            writer.join();
            return back;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static Thread write(OutputStream out, byte[] data, Socket... thenEnd) {
        Thread writer = new Thread(() -> {
            try {
                out.write(data);
                for (Socket socket : thenEnd) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // The reader sees what is missing.
            }
        });
        writer.start();
        return writer;
    }

    private static Socket connect(InetSocketAddress server) throws IOException {
        Socket socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] random(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        return data;
    }

    private static final class Recorder implements ServiceListener {
        private final List<ServiceEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public boolean wants(Detail detail) {
            return detail != Detail.TRACE;
        }

        @Override
        public void on(ServiceEvent event) {
            events.add(event);
        }

        private <E extends ServiceEvent> List<E> of(Class<E> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }
}
