package dev.netkit.discovery.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.CommandSession;
import dev.netkit.common.cli.StopSignals;
import dev.netkit.common.cli.TestConsole;
import dev.netkit.discovery.RunningBeacon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class BeaconCommandTest {
    private final CommandSession session = CommandSession.ofPipes();

    @TempDir
    Path folder;

    private String key;

    @BeforeEach
    void makeKey() throws IOException {
        key = RunningBeacon.keyFile(folder, RunningBeacon.KEY).toString();
    }

    @Test
    void itTellsItsPortsAndEndsWellWhenStopped() throws InterruptedException {
        int[] exitCode = {-1};
        Thread run = new Thread(() -> exitCode[0] = run("-p", "0", "--udp-port", "0", "--json", "--key-file", key));
        run.start();
        Awaitility.await().until(() -> session.signals().stop().isPresent());
        run.join();
        assertThat(exitCode[0]).isZero();
        assertThat(session.out().lines().map(line -> line.replaceAll("\"time\":\"[^\"]*\",|\"port\":[1-9]\\d*", "")))
                .startsWith(
                        "{\"event\":\"starting\",\"service\":\"beacon\"}",
                        "{\"event\":\"listening\",\"service\":\"beacon\",\"host\":\"127.0.0.1\",}",
                        "{\"event\":\"starting\",\"service\":\"beacon-udp\"}",
                        "{\"event\":\"listening\",\"service\":\"beacon-udp\",\"host\":\"127.0.0.1\",}")
                .contains("{\"event\":\"stopped\",\"service\":\"beacon\"}");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(run("--key-file", key, "--name", " ")).isEqualTo(2);
        assertThat(run("--key-file", key, "--name", "x".repeat(65))).isEqualTo(2);
        assertThat(run("--key-file", key, "--udp-port", "65536")).isEqualTo(2);
        assertThat(session.err()).contains("--name has 1 to 64 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--once", "--idle-timeout"})
    void optionsForConnectionsAreNeitherShownNorTaken(String option) {
        CommandContext context = new CommandContext(TestConsole.ofPipes("").console(), new StopSignals());
        assertThat(new CommandLine(new BeaconCommand(context)).getUsageMessage())
                .contains("--max-connections")
                .doesNotContain(option);
        assertThat(run("--key-file", key, option, "5s")).isEqualTo(2);
        assertThat(session.err()).containsIgnoringCase("unknown option").contains(option);
    }

    @Test
    void withoutAKeyItSaysHowToHaveOne() {
        assertThat(run()).isEqualTo(2);
        assertThat(session.err()).contains("which key?");
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("--bind", "127.0.0.1"));
        all.addAll(List.of(args));
        return session.run(BeaconCommand::new, all.toArray(String[]::new));
    }
}
