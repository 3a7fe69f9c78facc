package dev.netkit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.cli.JarProcesses.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Wireshark with the dissector sees what the programs say to each other: a capture of loopback, field by field. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the capture is made with Debian's tools")
class WiresharkIT extends JarProcessesFixture {
    private Wireshark wireshark;

    @BeforeEach
    void findWireshark() throws Exception {
        wireshark = new Wireshark(folder).orSkip();
    }

    @Test
    void framesOfBothEncodings() throws Exception {
        Server server = processes.serve("echo-server", "--framing");
        Path capture = wireshark.capture(List.of(server.port()), () -> {
            run("", "echo", "-q", server.endpoint(), "--framing", "binary", "hello");
            run("", "echo", "-q", server.endpoint(), "--framing", "ascii", "привіт");
        });
        String binary = "echo binary 6 68656c6c6f0a";
        String ascii = "echo ascii 13 d0bfd180d0b8d0b2d196d1820a";
        assertThat(see(
                        capture,
                        "echo",
                        server,
                        "netkit",
                        "netkit.service",
                        "netkit.encoding",
                        "netkit.length",
                        "netkit.data"))
                .containsExactly(binary, binary, ascii, ascii);
    }

    @Test
    void aLoginAndWhatAListenerLearns() throws Exception {
        Server server = processes.serve("auth-server", "--data", "accounts");
        Path capture = wireshark.capture(List.of(server.port()), () -> {
            run("correct horse\n", "auth", "register", "-q", server.endpoint(), "ann", "--password-stdin");
            run("correct horse\n", "auth", "login", "-q", server.endpoint(), "ann", "--password-stdin");
        });
        assertThat(see(capture, "auth", server, "netkit.type", "netkit.type", "netkit.username"))
                .containsExactly("register ann", "registered ann", "scram ", "scram ", "scram ", "session ann");
        assertThat(see(capture, "auth", server, "netkit.iterations", "netkit.iterations"))
                .containsExactly("600000");
        assertThat(see(capture, "auth", server, "netkit.token.version", "netkit.type", "netkit.token.version"))
                .containsExactly("session 0x80");
        assertThat(wireshark.read(capture, List.of())).doesNotContain("correct horse");
    }

    @Test
    void aChatInEveryDialect() throws Exception {
        Server server = processes.serve("chat-server", "--rate", "0");
        String address = server.endpoint();
        Path capture = wireshark.capture(List.of(server.port()), () -> {
            run("привіт\n", "chat", address, "--name", "ann", "-q");
            run("from JIM\n", "chat", address, "--name", "bob", "-q", "--dialect", "jim-b");
            run("from a browser\n", "chat", "ws://" + address + "/ws", "--name", "eve", "-q");
        });
        assertThat(see(capture, "chat", server, "netkit.type == \"message\"", "netkit.seq", "netkit.content"))
                .containsExactly("1 привіт", "3 from a browser");
        assertThat(see(capture, "chat", server, "netkit.action", "netkit.action", "netkit.mess_text"))
                .containsExactly("presence ", "message from JIM", "quit ");
        assertThat(see(capture, "chat", server, "netkit.response", "netkit.response"))
                .containsExactly("200", "200");
        assertThat(see(capture, "chat", server, "websocket && netkit.type == \"text\"", "netkit.content"))
                .containsExactly("from a browser");
        assertThat(read(capture, "chat", server, "-T", "json", "-Y", "netkit.seq == 1"))
                .contains("\"netkit.content\": \"привіт\"", "\"json.path_with_value\"");
    }

    @Test
    void sealedWordsAreTokensOfNowAndSentOnce() throws Exception {
        run("", "key", "--out", "room.key");
        Server server = processes.serve("chat-server", "--key-file", "room.key");
        Path capture = wireshark.capture(
                List.of(server.port()),
                () -> run("hi\n", "chat", server.endpoint(), "--name", "ann", "-q", "--key-file", "room.key"));
        assertThat(each(see(capture, "chat", server, "netkit.token.version == 0x80", "netkit.encoding")))
                .hasSizeGreaterThanOrEqualTo(6)
                .containsOnly("ascii");
        assertThat(see(capture, "chat", server, "netkit.token.age > 60 || netkit.token.replay", "frame.number"))
                .isEmpty();
        assertThat(see(capture, "chat", server, "netkit.type || netkit.malformed", "frame.number"))
                .isEmpty();
    }

    @Test
    void theBytesOfAFileAreKnownAsSuchInEveryPass() throws Exception {
        Files.write(folder.resolve("numbers"), new byte[200_000]);
        Server server = processes.serve("file-server", "--dir", "inbox");
        Path capture = wireshark.capture(
                List.of(server.port()), () -> run("", "send-file", "-q", server.endpoint(), "numbers"));
        assertThat(each(see(capture, "file", server, "netkit.type", "netkit.type")))
                .containsExactly("offer", "accept", "begin", "end", "stored");
        String preference = preference("file", server);
        for (List<String> passes : List.of(List.of("-o", preference), List.of("-2", "-o", preference))) {
            List<String> lengths =
                    wireshark.fields(capture, passes, "netkit.data.file == \"numbers\"", "netkit.data.length");
            assertThat(lengths.stream()
                            .flatMap(line -> List.of(line.split(",")).stream())
                            .mapToInt(Integer::parseInt)
                            .sum())
                    .as(passes.toString())
                    .isEqualTo(200_000);
        }
    }

    @Test
    void whoIsThereIsAskedInSealedEnvelopes() throws Exception {
        run("", "key", "--out", "lab.key");
        Process beacon = processes.start(
                "beacon", "--bind", "127.0.0.1", "-p", "0", "--udp-port", "0", "--json", "--key-file", "lab.key");
        BufferedReader events = beacon.inputReader(UTF_8);
        int http = portOf(events, "\"beacon\"");
        int udp = portOf(events, "\"beacon-udp\"");
        Path capture = wireshark.capture(List.of(http, udp), () -> {
            run("", "discover", "--key-file", "lab.key", "--to", "127.0.0.1", "--udp-port", "" + udp, "--until", "1");
            assertThat(post(http).statusCode()).isEqualTo(400);
        });
        List<String> preferences = List.of("-o", "netkit.beacon_ports:" + http, "-o", "netkit.broadcast_ports:" + udp);
        assertThat(wireshark.fields(
                        capture, preferences, "netkit.token.version", "netkit.service", "http.response.code"))
                .containsExactly("broadcast ", "broadcast ", "beacon 400");
    }

    @Test
    void aCaptureThatIsDamagedOrCutIsNoErrorOfTheDissector() throws Exception {
        Server server = processes.serve("chat-server", "--rate", "0");
        String address = server.endpoint();
        Path capture = wireshark.capture(List.of(server.port()), () -> {
            run("one\ntwo\nthree\n", "chat", address, "--name", "ann", "-q");
            run("four\n", "chat", "ws://" + address + "/ws", "--name", "eve", "-q");
            run("five\n", "chat", address, "--name", "bob", "-q", "--dialect", "jim-a");
        });
        Path damaged = folder.resolve("damaged.pcapng");
        for (int seed = 1; seed <= 6; seed++) {
            wireshark.run("editcap", "-E", "0.02", "-o", "66", "--seed", "" + seed, "" + capture, "" + damaged);
            read(damaged, "chat", server, "-V");
        }
        for (String length : List.of("68", "80", "100")) {
            wireshark.run("editcap", "-s", length, "" + capture, "" + damaged);
            assertThat(see(damaged, "chat", server, "netkit.cut || netkit.malformed", "frame.number"))
                    .isNotEmpty();
        }
    }

    private static HttpResponse<byte[]> post(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/message"))
                .POST(HttpRequest.BodyPublishers.ofString("no token"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static int portOf(BufferedReader events, String service) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.contains("\"listening\"") && line.contains(service)) {
                return Integer.parseInt(line.replaceFirst(".*\"port\":(\\d+).*", "$1"));
            }
        }
        throw new AssertionError("the beacon does not listen");
    }

    private static String preference(String service, Server server) {
        return "netkit." + service + "_ports:" + server.port();
    }

    private List<String> see(Path capture, String service, Server server, String filter, String... fields)
            throws Exception {
        return wireshark.fields(capture, List.of("-o", preference(service, server)), filter, fields);
    }

    /** Values one by one: which frames share a segment is the system's decision. */
    private static List<String> each(List<String> lines) {
        return lines.stream().flatMap(line -> Stream.of(line.split(","))).toList();
    }

    private String read(Path capture, String service, Server server, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-o", preference(service, server)));
        all.addAll(List.of(options));
        return wireshark.read(capture, all);
    }

    private void run(String input, String... arguments) throws Exception {
        Process process = processes.start(arguments);
        process.outputWriter(UTF_8).append(input).close();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as(String.join(" ", arguments))
                .isTrue();
        assertThat(process.exitValue()).as(String.join(" ", arguments)).isZero();
    }
}
