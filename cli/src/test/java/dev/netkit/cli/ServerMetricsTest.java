package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.auth.AuthClient;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.metrics.Exposition;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.HandmadeFrames;
import dev.netkit.common.net.PolitePeer;
import dev.netkit.common.net.ServiceListener;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each server's {@code --metrics} tells after traffic that is known to the byte. */
@Timeout(120)
class ServerMetricsTest {
    private static final Path PAGE = Project.DOCS.resolve("operations.md");
    private static final Pattern NAME = Pattern.compile("\\b(?:netkit|process|jvm)_[a-z_]+[a-z]\\b");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void echoCountsPortions() throws Exception {
        try (MeteredServer server = MeteredServer.start("echo-server")) {
            for (int i = 0; i < 3; i++) {
                try (PolitePeer peer = PolitePeer.connect(server.address())) {
                    peer.exchange("hello");
                }
            }
            server.awaitValue("netkit_disconnections_total{reason=\"peer-closed\",service=\"echo\"}", 3);
            assertValues(
                    server.scrape(),
                    Map.of(
                            "netkit_connections_total{service=\"echo\"}", 3,
                            "netkit_connections_open{service=\"echo\"}", 0,
                            "netkit_connections_limit{service=\"echo\"}", 10_000,
                            "netkit_received_bytes_total{service=\"echo\"}", 15,
                            "netkit_sent_bytes_total{service=\"echo\"}", 15,
                            "netkit_messages_total{service=\"echo\"}", 3,
                            "netkit_request_duration_seconds_count{service=\"echo\"}", 3));
        }
    }

    @Test
    void echoCountsFramesAndDatagrams() throws Exception {
        try (MeteredServer server = MeteredServer.start("echo-server", "--framing", "ascii");
                PolitePeer peer = PolitePeer.connect(server.address())) {
            peer.exchange("2:hi3:you");
            server.awaitValue("netkit_request_duration_seconds_count{service=\"echo\"}", 2);
            assertValues(
                    server.scrape(),
                    Map.of(
                            "netkit_messages_total{service=\"echo\"}", 2,
                            "netkit_received_bytes_total{service=\"echo\"}", 9));
        }
        try (MeteredServer server = MeteredServer.start("echo-server", "--udp");
                DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[100], 100, server.address()));
            server.awaitValue("netkit_sent_bytes_total{service=\"echo\"}", 100);
            assertValues(
                    server.scrape(),
                    Map.of(
                            "netkit_messages_total{service=\"echo\"}", 1,
                            "netkit_received_bytes_total{service=\"echo\"}", 100));
        }
    }

    @Test
    void filesAreCountedByWhatBecameOfThem() throws Exception {
        Path report = Files.write(folder.resolve("report.txt"), new byte[1000]);
        Path photo = Files.write(folder.resolve("photo.jpg"), new byte[10]);
        Path inbox = folder.resolve("inbox");
        try (MeteredServer server = fileServer(inbox)) {
            assertThat(run("send-file", "-q", server.endpoint(), report.toString()))
                    .isZero();
            assertThat(run("send-file", "-q", server.endpoint(), report.toString()))
                    .isZero();
            assertThat(run("send-file", "-q", server.endpoint(), photo.toString()))
                    .isEqualTo(1);
            assertValues(
                    server.scrape(),
                    Map.of(
                            "netkit_file_files_total{outcome=\"stored\"}", 1,
                            "netkit_file_files_total{outcome=\"identical\"}", 1,
                            "netkit_file_files_total{outcome=\"refused\"}", 1,
                            "netkit_file_files_total{outcome=\"failed\"}", 0,
                            "netkit_file_stored_bytes_total", 1000,
                            "netkit_file_verified_total", 2,
                            "netkit_rejected_total{code=\"not-allowed\",service=\"file\"}", 1));
        }
    }

    private static MeteredServer fileServer(Path inbox) {
        return MeteredServer.start("file-server", "--dir", inbox.toString(), "--allow-ext", "txt");
    }

    @Test
    void callersAreCountedByWhetherTheyWereKnown() throws Exception {
        try (MeteredServer server = idServer()) {
            for (int i = 0; i < 3; i++) {
                assertThat(run("identify", "-q", server.endpoint(), "--name", "Ann"))
                        .isZero();
            }
            assertValues(
                    server.scrape(),
                    Map.of(
                            "netkit_id_greetings_total{caller=\"new\"}", 1,
                            "netkit_id_greetings_total{caller=\"known\"}", 2,
                            "netkit_messages_total{service=\"id\"}", 1));
        }
    }

    private MeteredServer idServer() {
        return MeteredServer.start(
                "id-server", "--store", folder.resolve("names.json").toString());
    }

    @Test
    void loginsAreCountedByHowTheyEnded() throws Exception {
        try (MeteredServer server = authServer()) {
            assertThat(runWith(
                            "correct horse battery", "auth", "register", server.endpoint(), "ann", "--password-stdin"))
                    .isZero();
            assertThat(loggedIn(server, "ann", "correct horse battery")).isTrue();
            assertThat(loggedIn(server, "ann", "wrong horse")).isFalse();
            assertThat(loggedIn(server, "nobody", "wrong horse")).isFalse();
            assertValues(
                    server.scrape(),
                    Map.of(
                            "netkit_auth_logins_total{outcome=\"ok\"}", 1,
                            "netkit_auth_logins_total{outcome=\"wrong-password\"}", 1,
                            "netkit_auth_logins_total{outcome=\"unknown-name\"}", 1,
                            "netkit_auth_logins_total{outcome=\"disabled\"}", 0,
                            "netkit_auth_changes_total{change=\"registered\"}", 1,
                            "netkit_auth_login_duration_seconds_count", 1,
                            "netkit_auth_store_waiting", 0,
                            "netkit_rejected_total{code=\"denied\",service=\"auth\"}", 2,
                            "netkit_messages_total{service=\"auth\"}", 7));
        }
    }

    private MeteredServer authServer() {
        return MeteredServer.start(
                "auth-server", "--data", folder.resolve("auth").toString());
    }

    /** Not by the command, which would keep the session in the user's own folder. */
    private static boolean loggedIn(MeteredServer server, String username, String password) throws IOException {
        Endpoint endpoint = Endpoint.of(server.address());
        try (AuthClient client = AuthClient.connect(endpoint, PATIENCE, List.of(), ServiceListener.NONE)) {
            client.login(username, password.toCharArray());
            return true;
        } catch (RefusedByPeerException e) {
            assertThat(e.code()).isEqualTo("denied");
            return false;
        }
    }

    @Test
    void theChatCountsMessagesAndWhoWasToHearThem() throws Exception {
        try (MeteredServer server = MeteredServer.start("chat-server");
                PolitePeer ann = PolitePeer.connect(server.address());
                PolitePeer bob = PolitePeer.connect(server.address());
                PolitePeer carl = PolitePeer.connect(server.address())) {
            HandmadeFrames.ASCII.send(ann, "{\"type\":\"hello\",\"username\":\"ann\"}");
            HandmadeFrames.ASCII.send(bob, "{\"type\":\"hello\",\"username\":\"bob\"}");
            server.awaitValue("netkit_chat_members", 2);
            HandmadeFrames.ASCII.send(carl, "{\"type\":\"hello\",\"username\":\"ann\"}");
            HandmadeFrames.ASCII.send(ann, "{\"type\":\"text\",\"content\":\"hi\"}");
            server.awaitValue("netkit_chat_messages_total", 1);
            server.awaitValue("netkit_chat_backlog_bytes", 0);
            server.awaitValue("netkit_rejected_total{code=\"name-taken\",service=\"chat\"}", 1);
            assertValues(
                    server.scrape(),
                    Map.of(
                            "netkit_chat_deliveries_total", 2,
                            "netkit_chat_rooms", 1,
                            "netkit_chat_congested_rooms", 0,
                            "netkit_chat_unwritten_entries", 0,
                            "netkit_connections_open{service=\"chat\"}", 3,
                            "netkit_messages_total{service=\"chat\"}", 4,
                            "netkit_request_duration_seconds_count{service=\"chat\"}", 1));
        }
    }

    @Test
    void everyDialectsMessagesAreCounted() throws Exception {
        try (MeteredServer server = MeteredServer.start("chat-server");
                PolitePeer jim = PolitePeer.connect(server.address())) {
            jim.send("{\"action\":\"presence\",\"user\":{\"account_name\":\"jim\"}}{\"action\":\"dance\"}");
            server.awaitValue("netkit_rejected_total{code=\"bad-request\",service=\"chat\"}", 1);
            server.awaitValue("netkit_messages_total{service=\"chat\"}", 2);
            String url = "ws://" + server.endpoint() + "/ws";
            assertThat(runWith("hi\n", "chat", "-q", url, "--name", "eve")).isZero();
            server.awaitValue("netkit_chat_messages_total", 1);
        }
    }

    @Test
    void theBeaconTellsItsTwoEntrancesApart() throws Exception {
        try (MeteredServer server = beacon();
                DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket("this is no token".getBytes(US_ASCII), 16, server.address("beacon-udp")));
            socket.receive(new DatagramPacket(new byte[100], 100));
            assertThat(Exposition.get(server.address(), "/", "").getResponseCode())
                    .isEqualTo(404);
            server.awaitValue("netkit_request_duration_seconds_count{service=\"beacon\"}", 1);
            assertValues(
                    server.scrape(),
                    Map.of(
                            "netkit_rejected_total{code=\"bad-token\",service=\"beacon-udp\"}", 1,
                            "netkit_rejected_total{code=\"http-404\",service=\"beacon\"}", 1,
                            "netkit_messages_total{service=\"beacon\"}", 1,
                            "netkit_messages_total{service=\"beacon-udp\"}", 1,
                            "netkit_received_bytes_total{service=\"beacon-udp\"}", 16,
                            "netkit_sent_bytes_total{service=\"beacon-udp\"}", 12));
        }
    }

    private MeteredServer beacon() throws IOException {
        Path key = folder.resolve("lab.key");
        assertThat(run("key", "--out", key.toString())).isZero();
        return MeteredServer.start("beacon", "--udp-port", "0", "--key-file", key.toString());
    }

    @Test
    void thePageTellsOfEveryMetricOfNetkitAndOfNoneThatThereIsNot() throws Exception {
        Set<String> served = new TreeSet<>();
        try (MeteredServer echo = MeteredServer.start("echo-server", "--udp");
                MeteredServer files = fileServer(folder.resolve("inbox"));
                MeteredServer names = idServer();
                MeteredServer accounts = authServer();
                MeteredServer chat = MeteredServer.start("chat-server");
                MeteredServer beacon = beacon();
                PolitePeer stranger = PolitePeer.connect(chat.address())) {
            HandmadeFrames.ASCII.send(
                    stranger, "{\"type\":\"text\",\"content\":\"hi\"}"); // what is rejected is shown only when it is
            chat.awaitValue("netkit_rejected_total{code=\"hello-first\",service=\"chat\"}", 1);
            for (MeteredServer server : List.of(echo, files, names, accounts, chat, beacon)) {
                served.addAll(server.scrape().families().keySet());
            }
        }
        Set<String> told = NAME.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .map(name -> name.replaceFirst("_(bucket|sum|count)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(served).containsAll(told);
        assertThat(told)
                .containsAll(served.stream()
                        .filter(name -> !name.startsWith("jvm_")) // there are many, and their library tells of them
                        .toList());
    }

    private static int run(String... arguments) {
        return Training.silent("").run(arguments);
    }

    private static int runWith(String input, String... arguments) {
        return Training.silent(input).run(arguments);
    }

    private static void assertValues(Exposition seen, Map<String, Integer> expected) {
        expected.forEach(
                (sample, value) -> assertThat(seen.value(sample)).as(sample).isEqualTo(value.doubleValue()));
    }
}
