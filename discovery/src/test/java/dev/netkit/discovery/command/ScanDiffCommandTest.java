package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.cli.CommandSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanDiffCommandTest {
    private static final String ANN =
            "{'address':'10.0.0.7','up':true,'evidence':'arp-fresh','mac':'02:00:00:00:00:01','name':'ann','rttMillis':0.4,"
                    + "'ports':[{'port':22,'state':'open','evidence':'syn-ack','banner':'SSH-2.0-x'},"
                    + "{'port':80,'state':'closed','evidence':'rst'}]}";
    private static final String FAR = "{'address':'2001:db8::1','up':true,'evidence':'rst','ports':[]}";
    private static final String CACHED =
            "{'address':'10.0.0.8','up':null,'evidence':'arp-cached','ageSeconds':36,'ports':[]}";

    @TempDir
    Path folder;

    private int exitCode;

    @Test
    void theSameIsZeroAndSilence() throws IOException {
        CommandSession session = diff(lines(ANN, FAR, CACHED), lines(CACHED, FAR, ANN));
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).isEmpty();
        assertThat(exitCode).isZero();
    }

    @Test
    void whoWasOnlyRememberedIsNeitherNewNorGone() throws IOException {
        String up = CACHED.replace("null", "true");
        assertThat(diff(lines(CACHED), lines(up)).out()).isEmpty();
        assertThat(diff(lines(up), lines(CACHED)).out()).isEmpty();
        assertThat(exitCode).isZero();
    }

    @Test
    void anotherCardAtARememberedAddressIsNew() throws IOException {
        String before = ANN.replace("'up':true,'evidence':'arp-fresh'", "'up':null,'evidence':'arp-cached'");
        assertThat(diff(lines(before), lines(ANN.replace("00:01'", "00:02'"))).out())
                .startsWith("up     10.0.0.7 ");
    }

    @Test
    void everyChangeIsALine() throws IOException {
        String moved = ANN.replace("10.0.0.7", "10.0.0.9").replace("'closed'", "'open'");
        CommandSession session = diff(lines(ANN, FAR), lines(moved, CACHED.replace("null", "true")));
        assertThat(exitCode).isEqualTo(1);
        assertThat(session.out().lines())
                .containsExactlyInAnyOrder(
                        "moved  10.0.0.9         02:00:00:00:00:01  ann                   was 10.0.0.7",
                        "port   10.0.0.9         02:00:00:00:00:01  ann                   80 open, was closed",
                        "up     10.0.0.8",
                        "down   2001:db8::1");
    }

    @Test
    void everyChangeIsAnObject() throws IOException {
        String moved = ANN.replace("10.0.0.7", "10.0.0.9").replace("'closed'", "'filtered'");
        CommandSession session = diff(lines(ANN, FAR), lines(moved, ANN.replaceAll("0[17]'", "02'")), "--json");
        assertThat(session.out().replace('"', '\'').lines())
                .containsExactlyInAnyOrder(
                        "{'event':'moved','address':'10.0.0.9','mac':'02:00:00:00:00:01','name':'ann','from':'10.0.0.7'}",
                        "{'event':'port','address':'10.0.0.9','mac':'02:00:00:00:00:01','name':'ann',"
                                + "'port':80,'state':'filtered','was':'closed'}",
                        "{'event':'up','address':'10.0.0.7','mac':'02:00:00:00:00:02','name':'ann',"
                                + "'ports':[{'port':22,'state':'open'},{'port':80,'state':'closed'}]}",
                        "{'event':'down','address':'2001:db8::1'}");
    }

    @Test
    void anEmptyFileIsAScanThatFoundNobody() throws IOException {
        assertThat(diff("", lines(FAR)).out()).isEqualTo("up     2001:db8::1\n");
    }

    @Test
    void oneOfThemMayBeStandardInput() throws IOException {
        Path before = Files.writeString(folder.resolve("before"), lines(ANN));
        CommandSession session = CommandSession.ofPipes(lines(FAR, ANN));
        assertThat(session.run(ScanDiffCommand::new, before.toString(), "-")).isEqualTo(1);
        assertThat(session.out()).isEqualTo("up     2001:db8::1\n");
        assertThat(session.run(ScanDiffCommand::new, "-", "-")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.7",
                "{}",
                "[]",
                "",
                "{'event':'listening','port':22}",
                "{'address':'10.0.0.7','up':true,'ports':[]}",
                "{'address':'10.0.0.0/24','up':true,'evidence':'rst','ports':[]}",
                "{'address':'localhost','up':true,'evidence':'rst','ports':[]}",
                "{'address':'::zz','up':true,'evidence':'rst','ports':[]}",
                "{'address':'10.0.0.7','up':true,'evidence':'rst','mac':'x','ports':[]}",
                "{'address':'10.0.0.7','up':true,'evidence':'rst','ports':[{'port':22,'state':'ajar'}]}",
                "{'address':'10.0.0.7','up':'yes','evidence':'rst','ports':[]}",
            })
    void whatIsNoScanIsToldWithItsLine(String line) throws IOException {
        CommandSession session = diff(lines(ANN), lines(FAR, line, ANN));
        assertThat(exitCode).isEqualTo(4);
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).matches("netkit: .*after: line 2 is not what 'netkit scan --json' prints: [^\n]+\n");
    }

    @Test
    void whatCannotBeReadIsALocalFailure() {
        CommandSession session = CommandSession.ofPipes();
        assertThat(session.run(ScanDiffCommand::new, folder.resolve("nosuch").toString(), "-"))
                .isEqualTo(5);
        assertThat(session.err()).startsWith("netkit: cannot read ").endsWith("there is no such file or folder\n");
        assertThat(session.run(ScanDiffCommand::new, folder.toString(), "-")).isEqualTo(5);
    }

    private CommandSession diff(String before, String after, String... options) throws IOException {
        String first = Files.writeString(folder.resolve("before"), before).toString();
        String second = Files.writeString(folder.resolve("after"), after).toString();
        CommandSession session = CommandSession.ofPipes();
        exitCode = options.length == 0
                ? session.run(ScanDiffCommand::new, first, second)
                : session.run(ScanDiffCommand::new, first, second, options[0]);
        return session;
    }

    private static String lines(String... lines) {
        return String.join("\n", lines).replace('\'', '"') + "\n";
    }
}
