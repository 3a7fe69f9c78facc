package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.UsageException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code netkit help}. */
@Command(
        name = "help",
        description = "Shows the commands, or how one is used.",
        footer = {"", "Examples:", "  netkit help", "  netkit help auth login"})
final class HelpCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "the command to explain, such as 'auth login'")
    private List<String> path = List.of();

    HelpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        CommandLine subject = spec.root().commandLine();
        for (String command : path) {
            subject = Optional.ofNullable(subject.getSubcommands().get(command))
                    .orElseThrow(() -> new UsageException("there is no command '" + String.join(" ", path) + "'"));
        }
        context.console().print(subject.getUsageMessage().stripTrailing());
        return ExitCode.DONE;
    }
}
