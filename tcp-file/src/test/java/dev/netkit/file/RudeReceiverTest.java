package dev.netkit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.PoliteServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.StuckWriteException;
import dev.netkit.file.send.FileSender;
import dev.netkit.file.send.Outgoing;
import dev.netkit.file.send.SenderSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

    /** Lets the sender meet a server that says what the script has it say; it reads only if the script does. */
    private void send(Consumer<PolitePeer> script, Outgoing file) throws IOException {
        try (PoliteServer server = PoliteServer.playing(script)) {
            SenderSettings settings = SenderSettings.of(server.endpoint(), Duration.ofMillis(500));
            new FileSender(settings, ServiceListener.NONE, events::add).send(List.of(file));
        }
    }

    private static void say(PolitePeer sender, String json) {
        HandmadeFrames.BINARY.send(sender, json);
    }

    private static void hear(PolitePeer sender) {
        HandmadeFrames.BINARY.receive(sender);
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
                sender -> {
                    hear(sender);
                    say(sender, ACCEPT);
                    hear(sender);
                    sender.receiveBytes(10);
                    hear(sender);
                    say(
                            sender,
                            "{\"type\":\"stored\",\"name\":\"a\",\"size\":10,\"sha256\":\"" + "0".repeat(64) + "\"}");
                },
                file(10));
        assertFailed("checksum-mismatch");
    }

    @Test
    void otherSizeThanTheSendersIsNoSuccess() throws IOException {
        send(
                sender -> {
                    hear(sender);
                    say(sender, ACCEPT);
                    hear(sender);
                    sender.receiveBytes(10);
                    hear(sender);
                    say(sender, "{\"type\":\"stored\",\"name\":\"a\",\"size\":9}");
                },
                file(10));
        assertFailed("checksum-mismatch");
    }

    @Test
    void storedBeforeTheDataIsNoSuccess() throws IOException {
        Outgoing large = file(50_000_000);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> send(
                        sender -> {
                            hear(sender);
                            say(sender, ACCEPT);
                            say(sender, "{\"type\":\"stored\",\"name\":\"a\",\"size\":50000000}");
                            sender.receiveBytes(1_000_000);
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
                            sender -> {
                                hear(sender);
                                say(sender, "{\"type\":\"accept\",\"offset\":" + offset + "}");
                                sender.awaitEnd();
                            },
                            small));
        }
    }

    @Test
    void offsetInAStreamBreaksTheProtocol() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> send(
                        sender -> {
                            hear(sender);
                            say(sender, "{\"type\":\"accept\",\"offset\":5}");
                            sender.awaitEnd();
                        },
                        Outgoing.stream("s", new ByteArrayInputStream(new byte[10]))));
    }

    @Test
    void moreAnswersThanQuestionsAreNotKept() throws IOException {
        Outgoing large = file(50_000_000);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> send(
                        sender -> {
                            hear(sender);
                            say(sender, ACCEPT);
                            for (int i = 0; i < 10; i++) {
                                say(sender, "{\"type\":\"stored\",\"name\":\"a\",\"size\":50000000}");
                            }
                            sender.awaitEnd();
                        },
                        large));
    }

    @Test
    void serverThatStopsReadingIsGivenUp() throws IOException {
        Outgoing large = file(50_000_000);
        CompletableFuture<Void> givenUp = new CompletableFuture<>();
        assertThatExceptionOfType(StuckWriteException.class)
                .isThrownBy(() -> send(
                        sender -> {
                            hear(sender);
                            say(sender, ACCEPT);
                            hear(sender);
                            givenUp.join();
                        },
                        large));
        givenUp.complete(null);
    }
}
