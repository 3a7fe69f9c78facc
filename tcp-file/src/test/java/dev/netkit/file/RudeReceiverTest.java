package dev.netkit.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.StuckWriteException;
import dev.netkit.file.send.FileSender;
import dev.netkit.file.send.Outgoing;
import dev.netkit.file.send.SenderSettings;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that lie, or break the rules, before netkit's sender. */
@Timeout(60)
class RudeReceiverTest {
    private static final String ACCEPT = "{\"type\":\"accept\",\"offset\":0}";

    @TempDir
    private Path folder;

    private final List<FileEvent> events = new ArrayList<>();

    /** What the server says to the first connection, whatever comes; it reads only if the script does. */
    private interface Script {
        void play(DataInputStream in, DataOutputStream out) throws IOException;
    }

    private static final class ScriptedServer implements Closeable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final Thread thread;

        ScriptedServer(Script script) throws IOException {
            thread = new Thread(() -> {
                try (Socket peer = socket.accept()) {
                    script.play(
                            new DataInputStream(peer.getInputStream()), new DataOutputStream(peer.getOutputStream()));
                } catch (IOException e) {
                    // The sender has left, as it should.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        Endpoint endpoint() {
            return Endpoint.of((InetSocketAddress) socket.getLocalSocketAddress());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void say(DataOutputStream out, String json) throws IOException {
        byte[] payload = json.getBytes(UTF_8);
        out.writeInt(payload.length);
        out.write(payload);
    }

    private static void hear(DataInputStream in) throws IOException {
        in.readNBytes(in.readInt());
    }

    private void send(Script script, Outgoing file) throws IOException {
        try (ScriptedServer server = new ScriptedServer(script)) {
            SenderSettings settings = SenderSettings.of(server.endpoint(), Duration.ofMillis(500));
            new FileSender(settings, ServiceListener.NONE, events::add).send(List.of(file));
        }
    }

    private Outgoing file(int size) throws IOException {
        return Outgoing.file("a", Files.write(folder.resolve("a"), Transfers.bytes(size)));
    }

    private void assertFailed(String code) {
        assertThat(events)
                .last()
                .isInstanceOfSatisfying(
                        FileEvent.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(code));
    }

    @Test
    void otherDigestThanTheSendersIsNoSuccess() throws IOException {
        send(
                (in, out) -> {
                    hear(in);
                    say(out, ACCEPT);
                    hear(in);
                    in.readNBytes(10);
                    hear(in);
                    say(out, "{\"type\":\"stored\",\"name\":\"a\",\"size\":10,\"sha256\":\"" + "0".repeat(64) + "\"}");
                },
                file(10));
        assertFailed("checksum-mismatch");
    }

    @Test
    void otherSizeThanTheSendersIsNoSuccess() throws IOException {
        send(
                (in, out) -> {
                    hear(in);
                    say(out, ACCEPT);
                    hear(in);
                    in.readNBytes(10);
                    hear(in);
                    say(out, "{\"type\":\"stored\",\"name\":\"a\",\"size\":9}");
                },
                file(10));
        assertFailed("checksum-mismatch");
    }

    @Test
    void storedBeforeTheDataIsNoSuccess() throws IOException {
        Outgoing large = file(50_000_000);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> send(
                        (in, out) -> {
                            hear(in);
                            say(out, ACCEPT);
                            say(out, "{\"type\":\"stored\",\"name\":\"a\",\"size\":50000000}");
                            in.readNBytes(1_000_000);
                        },
                        large));
        assertThat(events).noneMatch(FileEvent.Stored.class::isInstance);
    }

    @Test
    void offsetBehindTheEndBreaksTheProtocol() throws IOException {
        Outgoing small = file(10);
        for (String offset : List.of("11", "-1")) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> send(
                            (in, out) -> {
                                hear(in);
                                say(out, "{\"type\":\"accept\",\"offset\":" + offset + "}");
                                in.readAllBytes();
                            },
                            small));
        }
    }

    @Test
    void offsetInAStreamBreaksTheProtocol() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> send(
                        (in, out) -> {
                            hear(in);
                            say(out, "{\"type\":\"accept\",\"offset\":5}");
                            in.readAllBytes();
                        },
                        Outgoing.stream("s", new ByteArrayInputStream(new byte[10]))));
    }

    @Test
    void moreAnswersThanQuestionsAreNotKept() throws IOException {
        Outgoing large = file(50_000_000);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> send(
                        (in, out) -> {
                            hear(in);
                            say(out, ACCEPT);
                            for (int i = 0; i < 10; i++) {
                                say(out, "{\"type\":\"stored\",\"name\":\"a\",\"size\":50000000}");
                            }
                            in.readAllBytes();
                        },
                        large));
    }

    @Test
    void serverThatStopsReadingIsGivenUp() throws IOException {
        Outgoing large = file(50_000_000);
        assertThatExceptionOfType(StuckWriteException.class)
                .isThrownBy(() -> send(
                        (in, out) -> {
                            hear(in);
                            say(out, ACCEPT);
                            hear(in);
                            out.flush();
                            awaitEnd();
                        },
                        large));
    }

    /** Reads nothing for as long as the sender is there. */
    private static void awaitEnd() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
