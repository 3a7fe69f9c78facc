package dev.netkit.auth.command;

import dev.netkit.auth.Username;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code netkit auth-server user remove}. */
@Command(name = "remove", description = "Removes an account and ends its sessions.")
public final class UserRemoveCommand implements Callable<Integer> {
    private final CommandContext context;

    @ParentCommand
    private UserCommand users;

    @Parameters(paramLabel = "USER", description = "whose account")
    private String name;

    public UserRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Username username = UserCommand.username(name);
        return users.use(accounts -> {
            boolean known = accounts.remove(username);
            if (!known) {
                context.console().say("netkit: there is no account of that name");
            }
            return known ? ExitCode.DONE : ExitCode.NO;
        });
    }
}
