package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code netkit completion}. */
@Command(
        name = "completion",
        description = "Prints the completion script for a shell.",
        footer = {"", "Example:", "  netkit completion bash > completion.bash"})
final class CompletionCommand implements Callable<Integer> {
    /** The shells that are known. */
    private enum Shell {
        bash,
        zsh
    }

    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "bash|zsh", description = "the shell")
    private Shell shell;

    CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        CommandLine root = spec.root().commandLine();
        String script = shell == Shell.bash ? BashCompletion.of(root) : ZshCompletion.of(root);
        context.console().print(script.stripTrailing());
        return ExitCode.DONE;
    }
}
