package dev.netkit.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.RunningServer;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.file.receive.FileServer;
import dev.netkit.file.receive.FileServerConfig;
import dev.netkit.file.receive.InboxSettings;
import dev.netkit.file.receive.InboxSettings.OnExists;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop while a sender pauses. */
@Timeout(60)
class FileServerStopTest {
    private static final Duration LONGER_THAN_QUIET = Duration.ofMillis(350);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofMinutes(1);
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    @TempDir
    private Path inbox;

    private RunningServer serve(boolean raw) throws IOException {
        TcpServerConfig tcp =
                TcpServerConfig.of("file", ListenAddress.loopback(0)).withDrain(GRACE);
        return RunningServer.start(FileServer.open(
                new FileServerConfig(tcp, List.of(), raw), inboxSettings(raw), ServiceListener.NONE, event -> {}));
    }

    /** Bare bytes come with no digest. */
    private InboxSettings inboxSettings(boolean raw) {
        return new InboxSettings(inbox, OnExists.RENAME, false, Long.MAX_VALUE, Long.MAX_VALUE, Set.of(), !raw);
    }

    private static void pause(RunningServer server) {
        await().during(LONGER_THAN_QUIET).atMost(PATIENCE).until(() -> !server.hasEnded());
    }

    @Test
    void whatIsAcceptedIsTaken() throws IOException {
        RunningServer server = serve(false);
        try (HandmadeSender sender = new HandmadeSender(server.address())) {
            assertThat(sender.offers("a", 5).hears()).contains("\"accept\"");
            assertThat(sender.offers("b", 5).hears()).contains("\"accept\"");
            sender.begins(0).sends(new byte[] {'h', 'e'});
            server.stop();
            pause(server);
            sender.sends(new byte[] {'l', 'l', 'o'}).ends(HELLO);
            assertThat(sender.hears()).contains("\"stored\"");
            pause(server);
            assertThat(sender.begins(0).sends(HELLO).ends(HELLO).hears()).contains("\"stored\"");
            server.awaitEnd();
            assertThat(sender.seesEnd()).isTrue();
        }
        assertThat(inbox.resolve("a")).hasBinaryContent(HELLO);
        assertThat(inbox.resolve("b")).hasBinaryContent(HELLO);
    }

    @Test
    void whoHasTakenTheOfferBackIsNotWaitedFor() throws IOException {
        RunningServer server = serve(false);
        try (HandmadeSender sender = new HandmadeSender(server.address())) {
            assertThat(sender.offers("a", 5).hears()).contains("\"accept\"");
            sender.says("{\"type\":\"abort\",\"detail\":\"gone\"}");
            server.stop();
            server.awaitEnd();
            assertThat(sender.seesEnd()).isTrue();
        }
        assertThat(inbox).isEmptyDirectory();
    }

    @Test
    void whatIsBareIsWhole() throws IOException {
        RunningServer server = serve(true);
        try (PolitePeer nc = PolitePeer.connect(server.address())) {
            nc.send("he");
            await().until(() -> inbox.toFile().list().length > 0);
            server.stop();
            pause(server);
            nc.send("llo");
            nc.endOutput();
            server.awaitEnd();
        }
        assertThat(inbox.toFile().listFiles())
                .singleElement()
                .satisfies(file -> assertThat(file).hasBinaryContent(HELLO));
    }
}
