package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation and the help show is what happens: their sessions are played, and the examples are understood. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the sessions are written for a POSIX shell")
@ExtendWith(WarmStart.class)
class DocumentsIT {
    private static final Pattern TABLE_EXAMPLE = Pattern.compile("\\| `netkit ([^`]+)` \\|$");

    static List<Page> pages() throws IOException {
        return Pages.played();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void thePageRunsAsShown(Page page, @TempDir Path folder, TestReporter reporter) throws Exception {
        try (PageNetwork network = network(page);
                PagePlayer player = new PagePlayer(
                        page, new PageShell(folder, network), why -> reporter.publishEntry("skipped", why))) {
            player.play();
        }
    }

    private static PageNetwork network(Page page) throws IOException, InterruptedException {
        if (page.hosts().isPresent()) {
            return LanTestbed.up("--hosts", page.hosts().get());
        }
        Loopback loopback = Loopback.open();
        assumeTrue(
                loopback.takenPort().isEmpty(),
                () -> "somebody has port " + loopback.takenPort().orElse(0) + ", and there is no namespace");
        return loopback;
    }

    @Test
    void everyExampleInTheTableIsUnderstood() throws IOException {
        List<String> examples = Files.readAllLines(Pages.README).stream()
                .map(TABLE_EXAMPLE::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .filter(example -> !example.startsWith("cache ")) // the launcher's own command
                .toList();
        assertThat(examples).hasSizeGreaterThan(5);
        for (String example : examples) {
            int exitCode = Training.silent("").run((example + " --help").split(" "));
            assertThat(exitCode).as(example).isZero();
        }
    }
}
