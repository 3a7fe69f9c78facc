package dev.netkit.auth.command;

import dev.netkit.auth.Username;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code netkit auth-server user disable}. */
@Command(name = "disable", description = "Lets nobody log in to an account, and ends its sessions.")
public final class UserDisableCommand implements Callable<Integer> {
    private final CommandContext context;

    @ParentCommand
    private UserCommand users;

    @Parameters(paramLabel = "USER", description = "whose account")
    private String name;

    @Option(names = "--undo", description = "let its user log in again")
    private boolean undo;

    public UserDisableCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Username username = UserCommand.username(name);
        return users.use(accounts -> {
            boolean known = accounts.disable(username, !undo);
            if (!known) {
                context.console().say("netkit: there is no account of that name");
            }
            return known ? ExitCode.DONE : ExitCode.NO;
        });
    }
}
