package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is what happens: its sessions are played, and its examples are understood. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the sessions are written for a POSIX shell")
class DocumentsIT {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern TABLE_EXAMPLE = Pattern.compile("\\| `netkit ([^`]+)` \\|$");

    @TempDir
    Path folder;

    @Test
    void everySessionOfTheReadmeRunsAsShown() throws Exception {
        for (Transcript session : sessions(Files.readAllLines(README))) {
            try (TranscriptRunner runner = TranscriptRunner.ofDocument(folder)) {
                runner.play(session);
            }
        }
    }

    @Test
    void everyExampleInTheTableIsUnderstood() throws IOException {
        List<String> examples = Files.readAllLines(README).stream()
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

    /** Each block fenced as {@code console}; a command that ends with {@code &} is a server. */
    private static List<Transcript> sessions(List<String> lines) {
        List<Transcript> sessions = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```console")) {
                start = i + 1;
            } else if (lines.get(i).equals("```") && start >= 0) {
                List<String> block = lines.subList(start, i).stream()
                        .map(line -> line.startsWith("$ ") && line.endsWith(" &")
                                ? "& " + line.substring(2, line.length() - 2)
                                : line)
                        .toList();
                sessions.add(Transcript.parse(block, start + 1));
                start = -1;
            }
        }
        assertThat(sessions).isNotEmpty();
        return sessions;
    }
}
