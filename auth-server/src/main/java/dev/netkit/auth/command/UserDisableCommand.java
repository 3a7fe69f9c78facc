package dev.netkit.auth.command;

import dev.netkit.auth.account.Username;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code netkit auth-server user disable}. */
@Command(
        name = "disable",
        description = "Lets nobody log in to an account, and ends its sessions.",
        footer = {
            "",
            "Examples:",
            "  netkit auth-server user disable ann",
            "  netkit auth-server user disable ann --undo"
        })
public final class UserDisableCommand implements Callable<Integer> {
    @ParentCommand
    private UserCommand users;

    @Parameters(paramLabel = "USER", description = "whose account")
    private String name;

    @Option(names = "--undo", description = "let its user log in again")
    private boolean undo;

    @Override
    public Integer call() throws Exception {
        Username username = UserCommand.username(name);
        return users.change(accounts -> accounts.disable(username, !undo));
    }
}
