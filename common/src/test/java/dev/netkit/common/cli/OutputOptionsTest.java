package dev.netkit.common.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.util.RestoreSystemProperties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log settings are kept in system properties, which each test puts back. */
@Timeout(10)
@RestoreSystemProperties
class OutputOptionsTest {
    private final TestConsole test = TestConsole.ofPipes("");
    private final Console console = test.console();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'', ACTIVITY, WARN, false",
        "-q, ESSENTIAL, WARN, false",
        "--quiet, ESSENTIAL, WARN, false",
        "-v, ACTIVITY, DEBUG, true",
        "--verbose, ACTIVITY, DEBUG, true",
        "--trace, TRACE, TRACE, false",
        "-v --trace, TRACE, TRACE, true"
    })
    void optionsChooseTheDetailAndTheLogLevel(String arguments, Detail detail, String level, boolean verbose)
            throws IOException {
        ServiceOutput output = parse(arguments).open(console);
        for (Detail each : Detail.values()) {
            assertThat(output.wants(each)).as("wants %s", each).isEqualTo(each.compareTo(detail) <= 0);
        }
        assertThat(LogSettings.level()).isEqualTo(level);
        assertThat(LogSettings.verbose()).isEqualTo(verbose);
        assertThat(LogSettings.file()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-q -v", "-q --trace", "-qv"})
    void lessAndMoreAtOnceIsWrongUsage(String arguments) {
        OutputOptions options = parse(arguments);
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> options.open(console));
    }

    @Test
    void flagsAreKnown() {
        assertThat(parse("--json").json()).isTrue();
        assertThat(parse("--trace").trace()).isTrue();
        assertThat(parse("-q").quiet()).isTrue();
        OutputOptions none = parse("");
        assertThat(none.json() || none.trace() || none.quiet()).isFalse();
    }

    @Test
    void logFileIsMadeAtOnceAndKeepsWhatItHas() throws IOException {
        Path file = folder.resolve("netkit.log");
        parse("--log-file " + file).open(console);
        assertThat(file).isEmptyFile();
        assertThat(LogSettings.file()).contains(file.toString());
        assertThat(LogSettings.level()).isEqualTo("INFO");

        Files.writeString(file, "kept\n");
        parse("--log-file " + file).open(console);
        assertThat(file).hasContent("kept\n");
    }

    @Test
    void messagesLeaveTheScreenForTheLogFileOnly() throws IOException {
        ServiceEvent event = new ServiceEvent.Starting("echo");
        parse("--log-file " + folder.resolve("netkit.log")).open(console).on(event);
        assertThat(test.err()).isEmpty();
        parse("").open(console).on(event);
        assertThat(test.err()).contains("echo");
    }

    @Test
    void logFileThatCannotBeWrittenIsALocalFailure() {
        Path file = folder.resolve("no-such-folder").resolve("netkit.log");
        OutputOptions options = parse("--log-file " + file);
        assertThatExceptionOfType(LocalFileException.class)
                .isThrownBy(() -> options.open(console))
                .withMessageContaining(file.toString());
        assertThat(LogSettings.file()).isEmpty();
    }

    private static OutputOptions parse(String arguments) {
        return MixedIn.parsed(new OutputOptions(), arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
