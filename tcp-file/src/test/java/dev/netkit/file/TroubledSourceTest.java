package dev.netkit.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.file.receive.InboxSettings;
import dev.netkit.file.send.FileSender;
import dev.netkit.file.send.Outgoing;
import dev.netkit.file.send.SenderSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that change or vanish while they are sent, and servers that go away. */
@Timeout(60)
class TroubledSourceTest extends InboxFixture {
    private static final int SIZE = 3_000_000;

    private Path source;

    @BeforeEach
    void writeSource() throws IOException {
        source = Files.write(folder.resolve("source"), Transfers.bytes(SIZE));
    }

    @Test
    void fileThatBecameShorterIsNotStored() throws IOException {
        Path other = Files.write(folder.resolve("other"), Transfers.bytes(10));
        Outgoing offered = Outgoing.file("a", source);
        truncate(1_000_000);
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(offered, Outgoing.file("b", other));
            assertThat(transfers.failures()).singleElement().satisfies(failed -> {
                assertThat(failed.code()).isEqualTo("unreadable");
                assertThat(failed.why()).contains("shorter");
            });
        }
        assertThat(inbox.resolve("a")).doesNotExist();
        assertThat(inbox.resolve("b")).exists();
    }

    @Test
    void streamThatFailsIsTheSendersFaultAndNotTheNetworks() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the tape broke");
            }
        };
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(Outgoing.stream("a", broken));
            assertThat(transfers.failures()).singleElement().satisfies(failed -> {
                assertThat(failed.code()).isEqualTo("unreadable");
                assertThat(failed.why()).contains("the tape broke");
            });
        }
        assertThat(inbox.resolve("a")).doesNotExist();
    }

    @Test
    void ofAFileThatGrewWhatWasOfferedIsStored() throws IOException {
        Outgoing offered = Outgoing.file("a", source);
        Files.write(source, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(offered);
        }
        assertThat(inbox.resolve("a")).hasBinaryContent(Transfers.bytes(SIZE));
    }

    @Test
    void fileThatVanishedIsNamedAndTheOthersGoOn() throws IOException {
        Path other = Files.write(folder.resolve("other"), Transfers.bytes(10));
        Outgoing offered = Outgoing.file("a", source);
        Files.delete(source);
        try (Transfers transfers = Transfers.into(inbox)) {
            transfers.send(offered, Outgoing.file("b", other));
            assertThat(transfers.failures())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.code()).isEqualTo("unreadable"));
        }
        assertThat(inbox.resolve("b")).exists();
    }

    @Test
    void folderIsNoFile() {
        assertThatIOException().isThrownBy(() -> Outgoing.file("a", folder)).withMessage("it is not a file");
    }

    @Test
    void senderWaitsForAServerThatIsNotThereYet() throws Exception {
        int port;
        try (Transfers gone = Transfers.into(inbox)) {
            port = gone.server.address().getPort();
        }
        SenderSettings settings = new SenderSettings(
                new Endpoint("127.0.0.1", port), Duration.ofSeconds(5), List.of(), true, 0, Duration.ofSeconds(30));
        FileSender sender = new FileSender(settings, ServiceListener.NONE, event -> {});
        FutureTask<Void> sending = new FutureTask<>(() -> {
            sender.send(List.of(Outgoing.file("a", source)));
            return null;
        });
        Thread thread = new Thread(sending);
        thread.start();
        // It waits only between two tries, so it has tried once, in vain.
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        try (Transfers back = Transfers.into(InboxSettings.of(inbox), port)) {
            sending.get();
            assertThat(back.atServer).isNotEmpty();
        }
        assertThat(inbox.resolve("a")).hasBinaryContent(Transfers.bytes(SIZE));
    }

    @Test
    void withoutRetryAServerThatIsNotThereIsTheEnd() throws IOException {
        Transfers transfers = Transfers.into(inbox);
        transfers.close();
        assertThatIOException().isThrownBy(() -> transfers.send(Outgoing.file("a", source)));
    }

    private void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(source, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }
}
