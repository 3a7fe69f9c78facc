package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.UsageException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code netkit help}. */
@Command(name = "help", description = "Shows the commands, or how one is used.")
final class HelpCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND", description = "the command to explain")
    private String command;

    HelpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        CommandLine root = spec.root().commandLine();
        CommandLine subject = command == null
                ? root
                : Optional.ofNullable(root.getSubcommands().get(command))
                        .orElseThrow(() -> new UsageException("there is no command '" + command + "'"));
        context.console().print(subject.getUsageMessage().stripTrailing());
        return ExitCode.DONE;
    }
}
