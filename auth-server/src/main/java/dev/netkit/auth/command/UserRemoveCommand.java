package dev.netkit.auth.command;

import dev.netkit.auth.account.Username;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code netkit auth-server user remove}. */
@Command(
        name = "remove",
        description = "Removes an account and ends its sessions.",
        footer = {"", "Example:", "  netkit auth-server user remove ann"})
public final class UserRemoveCommand implements Callable<Integer> {
    @ParentCommand
    private UserCommand users;

    @Parameters(paramLabel = "USER", description = "whose account")
    private String name;

    @Override
    public Integer call() throws Exception {
        Username username = UserCommand.username(name);
        return users.change(accounts -> accounts.remove(username));
    }
}
