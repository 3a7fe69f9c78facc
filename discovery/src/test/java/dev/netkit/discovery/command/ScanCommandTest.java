package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netkit.common.cli.CommandSession;
import dev.netkit.common.net.PoliteServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ScanCommandTest {
    private final CommandSession session = CommandSession.ofPipes();
    private PoliteServer open;
    private String port;

    @BeforeEach
    void openAPort() {
        open = PoliteServer.listen();
        port = String.valueOf(open.address().getPort());
    }

    @AfterEach
    void closeIt() {
        open.close();
    }

    @Test
    void aTableIsForPeople() {
        assertThat(scan("127.0.0.1")).isZero();
        assertThat(session.out()).isEqualTo("127.0.0.1        syn-ack" + " ".repeat(50) + port + " open\n");
        assertThat(session.err())
                .matches("1 host up, 0 absent, 1 open port, in \\d\\.\\d s\nonly by their ports: .*\n");
    }

    @Test
    void plainIsAddressesOnly() {
        assertThat(scan("127.0.0.1-3", "--exclude", "127.0.0.2", "--format", "plain", "-q"))
                .isZero();
        assertThat(session.out().lines()).containsExactlyInAnyOrder("127.0.0.1", "127.0.0.3");
        assertThat(session.err()).isEmpty();
    }

    @Test
    void csvHasAHead() {
        assertThat(scan("127.0.0.1", "--format", "csv")).isZero();
        assertThat(session.out())
                .matches("address,presence,evidence,ageSeconds,mac,name,rttMillis,ports,banners,handshake,fresh\n"
                        + "127.0.0.1,up,syn-ack,,,,\\d+\\.\\d," + port + ":open,,,\n");
    }

    @Test
    void jsonIsAnObjectALine() {
        assertThat(scan("127.0.0.1", "--json")).isZero();
        assertThat(session.out())
                .matches("\\{\"address\":\"127.0.0.1\",\"up\":true,\"evidence\":\"syn-ack\",\"rttMillis\":\\d+\\.\\d,"
                        + "\"ports\":\\[\\{\"port\":" + port + ",\"state\":\"open\",\"evidence\":\"syn-ack\"}]}\n");
    }

    @Test
    void targetsComeFromStandardInputToo() {
        CommandSession piped = CommandSession.ofPipes("127.0.0.1 127.0.0.2\n\n127.0.0.3,127.0.0.3\n");
        assertThat(piped.run(ScanCommand::new, "-", "-p", port, "--format", "plain"))
                .isZero();
        assertThat(piped.out()).hasLineCount(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/99|has a prefix of more than 32 bits",
                "0.0.0.0/0|more than 65536 addresses",
                "10.0.0.0/18|these are 16382 addresses: --yes",
                "8.8.8.8|8.8.8.8 is a public address: --allow-public",
                "127.0.0.1,2001:db8::1|2001:db8::1 is a public address",
                "2001:db8::/64|2^64 addresses",
                "http://127.0.0.1/|is a web address",
                "224.0.0.1|is not the address of one host",
                "255.255.255.255|is not the address of one host",
                ",|nothing to look at",
                "nobody.invalid|unknown host: nobody.invalid"
            })
    void whatCannotBeMeantIsOneLine(String target, String why) {
        assertThat(scan(target)).isEqualTo(2);
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains(why);
    }

    @Test
    void asManyAsExpectedIsDone() {
        assertThat(scan("127.0.0.1-3", "--expect", "3")).isZero();
        assertThat(scan("127.0.0.1-3", "--expect", "4")).isEqualTo(1);
        assertThat(scan("127.0.0.1-3", "--expect", "0")).isEqualTo(2);
    }

    @Test
    void whoIsMissingIsPrintedAndNothingElse(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("class"), "127.0.0.2 # ann\n\n# nobody\nlab-7\n");
        assertThat(scan("127.0.0.1-3", "--missing", list.toString(), "-q")).isEqualTo(1);
        assertThat(session.out()).isEqualTo("lab-7\n");
        Files.writeString(list, "127.0.0.2\n");
        assertThat(scan("127.0.0.1-3", "--missing", list.toString(), "-q")).isZero();
        assertThat(scan("127.0.0.1", "--missing", folder.resolve("none").toString(), "-q"))
                .isEqualTo(5);
    }

    @Test
    void aPortIsWaitedFor() {
        assertThat(session.run(ScanCommand::new, "--wait-for", "127.0.0.1:" + port))
                .isZero();
        assertThat(session.err()).matches("127.0.0.1:\\d+ is open, after \\d\\.\\d s\n");
    }

    @Test
    void aPortIsNotWaitedForForEver() throws IOException {
        open.close();
        assertThat(session.run(ScanCommand::new, "--wait-for", "127.0.0.1:" + port, "--timeout", "200ms"))
                .isEqualTo(3);
        assertThat(session.err()).contains("127.0.0.1:" + port + " is not open, after 0.2 s");
        assertThat(session.run(ScanCommand::new, "--wait-for", "127.0.0.1")).isEqualTo(2);
        assertThat(session.run(ScanCommand::new, "--wait-for", "a:b:c:d:e")).isEqualTo(2);
        assertThat(session.run(ScanCommand::new, "--wait-for", "127.0.0.1:1", "127.0.0.1"))
                .isEqualTo(2);
    }

    @Test
    void aScriptIsToldWhatCameOfTheWaiting() throws IOException {
        assertThat(session.run(ScanCommand::new, "--wait-for", "127.0.0.1:" + port, "--json", "-q"))
                .isZero();
        assertThat(session.out()).matches(jsonOfWaiting("true"));
        open.close();
        assertThat(session.run(ScanCommand::new, "--wait-for", "127.0.0.1:" + port, "--timeout", "200ms", "--json"))
                .isEqualTo(3);
        assertThat(session.out()).matches(jsonOfWaiting("true") + jsonOfWaiting("false"));
    }

    private String jsonOfWaiting(String opened) {
        return "\\{\"host\":\"127.0.0.1\",\"port\":" + port + ",\"open\":" + opened + ",\"seconds\":\\d+\\.\\d+}\n";
    }

    @Test
    void whoeverStopsWaitingIsToldSo() throws IOException {
        open.close();
        CompletableFuture<Integer> exitCode =
                CompletableFuture.supplyAsync(() -> session.run(ScanCommand::new, "--wait-for", "127.0.0.1:" + port));
        await().until(() -> session.signals().stop().isPresent());
        assertThat(exitCode.join()).isEqualTo(1);
        assertThat(session.err()).matches("127.0.0.1:\\d+ was not open yet: stopped after \\d\\.\\d s\n");
    }

    @Test
    void anOptionThatWouldDoNothingIsRefused() {
        assertThat(session.run(ScanCommand::new, "--wait-for", "127.0.0.1:1", "--expect", "2"))
                .isEqualTo(2);
        assertThat(session.err()).contains("--expect is for a scan");
        assertThat(session.run(ScanCommand::new, "127.0.0.1", "-n", "--port", port, "--timeout", "1s"))
                .isEqualTo(2);
        assertThat(session.err()).contains("--timeout is for --wait-for");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--until 1 --expect 2|--until 1 leaves before there are as many as --expect 2",
                "--until 1 --missing FILE|--until is not for --missing",
                "--missing FILE --format csv|--format is not for --missing",
                "--missing FILE --all|--all is not for --missing",
                "--missing FILE --banner|--banner is not for --missing",
                "--json --format csv|--format says how hosts are shown, and so does --json",
                "--all --format plain|--all shows absent addresses",
                "--watch 1s --until 1|--until is not for --watch",
                "--watch 1s --expect 1|--expect is not for --watch",
                "--watch 1s --missing FILE|--missing is not for --watch",
                "--watch 1s --banner|--banner is not for --watch",
                "--wait-for a:1 --exclude b|--exclude is for a scan",
                "--wait-for a:1 --banner|--banner is for a scan",
                "--wait-for a:1 -i lo|--interface is for a scan"
            })
    void whatContradictsItselfIsOneLine(String options, String why, @TempDir Path folder) throws IOException {
        String list = Files.writeString(folder.resolve("list"), "127.0.0.1\n").toString();
        List<String> args =
                new ArrayList<>(List.of(options.replace("FILE", list).split(" ")));
        if (!options.startsWith("--wait-for")) {
            args.addAll(List.of("127.0.0.1", "--port", port));
        }
        assertThat(session.run(ScanCommand::new, args.toArray(String[]::new))).isEqualTo(2);
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).startsWith("netkit: " + why);
    }

    @Test
    void asManyAsExpectedMayEndItEarly() {
        assertThat(scan("127.0.0.1-3", "--expect", "2", "--until", "2")).isZero();
    }

    @Test
    void manyUnknownNamesAreFewLines() {
        String names =
                IntStream.range(0, 30).mapToObj(number -> number + ".invalid").collect(Collectors.joining("\n"));
        CommandSession piped = CommandSession.ofPipes(names + "\n127.0.0.1\n127.0.0.1,127.0.0.1/32\n");
        assertThat(piped.run(ScanCommand::new, "-", "-p", port, "--format", "plain", "-n"))
                .isZero();
        assertThat(piped.out()).isEqualTo("127.0.0.1\n");
        assertThat(piped.err()).contains("unknown host: 9.invalid\nnetkit: and 20 more unknown hosts\n1 host up");
    }

    @Test
    void aHandshakeNeedsAKey() {
        assertThat(scan("127.0.0.1", "--handshake")).isEqualTo(2);
        assertThat(session.err()).startsWith("netkit: which key?");
    }

    @Test
    void optionsAreChecked() {
        assertThat(scan("127.0.0.1", "--until", "0")).isEqualTo(2);
        assertThat(scan("127.0.0.1", "--wait", "0")).isEqualTo(2);
        assertThat(scan("127.0.0.1", "--wait", "2m")).isEqualTo(2);
        assertThat(scan("127.0.0.1", "--format", "xml")).isEqualTo(2);
        assertThat(scan("127.0.0.1", "--watch", "999ms")).isEqualTo(2);
        assertThat(scan("127.0.0.1", "--watch", "1s", "--until", "1")).isEqualTo(2);
        assertThat(scan("127.0.0.1", "--watch", "1s", "--format", "csv")).isEqualTo(2);
        assertThat(scan("127.0.0.1", "-i", "lo")).isEqualTo(2);
        assertThat(session.run(ScanCommand::new, "-i", "nosuch0")).isEqualTo(2);
        assertThat(session.run(ScanCommand::new, "127.0.0.0/20", "-p", "1-1024"))
                .isEqualTo(2);
    }

    private int scan(String... args) {
        List<String> all = new ArrayList<>(List.of("-n", "--port", port));
        all.addAll(List.of(args));
        return session.run(ScanCommand::new, all.toArray(String[]::new));
    }
}
