package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The unit that docs/operations.md shows; the names of the metrics there are a matter of {@code ServerMetricsTest}. */
@Timeout(60)
class OperationsPageTest {
    private static final Path PAGE = Project.DOCS.resolve("operations.md");
    private static final String STARTS = "ExecStart=";

    @Test
    void theUnitStartsACommandThatIsUnderstood() throws IOException {
        List<String> starts =
                unit().stream().filter(line -> line.startsWith(STARTS)).toList();
        assertThat(starts).hasSize(1);
        String command = starts.get(0).substring(STARTS.length()).replace("/usr/bin/netkit", "netkit");
        assertThat(ShownCommands.in(command)).hasSize(1);
        assertThatCode(() -> ShownCommands.parse(ShownCommands.in(command).get(0)))
                .doesNotThrowAnyException();
    }

    @Test
    void systemdHasNothingToSayAgainstTheUnit(@TempDir Path folder) throws IOException {
        assumeTrue(OtherProgram.find("systemd-analyze").isPresent(), "there is no systemd-analyze (Debian: systemd)");
        String launcher = Project.LAUNCHER.toRealPath().toString();
        Path unit = Files.write(
                folder.resolve("netkit-chat.service"),
                unit().stream()
                        .map(line -> line.replace("/usr/bin/netkit", launcher))
                        .toList());
        LauncherRun run = LauncherRun.of(new ProcessBuilder("systemd-analyze", "verify", unit.toString()).start(), "");
        assertThat(run.out() + run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    private static List<String> unit() throws IOException {
        return Page.read(PAGE).blocks().stream()
                .filter(block -> block.language().equals("ini"))
                .findFirst()
                .orElseThrow()
                .lines();
    }
}
