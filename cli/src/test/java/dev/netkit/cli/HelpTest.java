package dev.netkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What every command's help has: examples that are understood, and the exit codes. */
class HelpTest {
    private static final String EXAMPLE = "  ";

    static Stream<CommandSpec> commands() {
        return withSubcommands(Program.commands());
    }

    private static Stream<CommandSpec> withSubcommands(CommandLine line) {
        return Stream.concat(
                Stream.of(line.getCommandSpec()),
                line.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleIsUnderstood(CommandSpec command) {
        for (String line : examples(command)) {
            assertThat(ShownCommands.in(line)).as(line).isNotEmpty();
            for (List<String> arguments : ShownCommands.in(line)) {
                assertThatCode(() -> ShownCommands.parse(arguments)).as(line).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void everyExampleIsPlayedBySomePage() throws IOException {
        Set<String> played = Pages.played().stream()
                .flatMap(page -> page.blocks().stream())
                .flatMap(Page.Block::commands)
                .collect(Collectors.toSet());
        assertThat(commands().flatMap(command -> examples(command).stream()))
                .as(
                        "examples of the help that no page has as a '$ ' line; those of a command are in src/test/resources/help")
                .isSubsetOf(played);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatDoesSomethingHasAnExampleWithItsName(CommandSpec command) {
        if (command.subcommands().isEmpty()) {
            assertThat(examples(command)).anySatisfy(line -> assertThat(line).contains(command.qualifiedName()));
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void exitCodesAreToldAndNoLineIsTooLong(CommandSpec command) {
        String help = command.commandLine().getUsageMessage();

        assertThat(help).contains("Exit codes:", "wrong usage", "130, 143");
        assertThat(help.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void commandsInALineAreFoundAsAShellFindsThem() {
        assertThat(ShownCommands.in("a | FOO=1 netkit echo 'x | y' \"q\" > out z; (netkit key)"))
                .containsExactly(List.of("echo", "x | y", "q", "z"), List.of("key"));
        assertThat(ShownCommands.in("netkit echo<in")).containsExactly(List.of("echo"));
        assertThat(ShownCommands.in("nc -l 9090")).isEmpty();
    }

    private static List<String> examples(CommandSpec command) {
        return Arrays.stream(command.usageMessage().footer())
                .filter(line -> line.startsWith(EXAMPLE))
                .map(String::strip)
                .toList();
    }
}
