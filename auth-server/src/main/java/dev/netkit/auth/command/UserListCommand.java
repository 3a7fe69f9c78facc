package dev.netkit.auth.command;

import dev.netkit.auth.account.Account;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.SafeText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code netkit auth-server user list}. */
@Command(
        name = "list",
        description = "Prints every account: its name, and whether it is disabled.",
        footer = {"", "Example:", "  netkit auth-server user list"})
public final class UserListCommand implements Callable<Integer> {
    private final CommandContext context;

    @ParentCommand
    private UserCommand users;

    public UserListCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        return users.use(this::list);
    }

    private int list(AccountStore accounts) throws IOException {
        for (Account account : accounts.accounts()) {
            context.console().print(SafeText.escape(account.name()) + (account.disabled() ? "\tdisabled" : ""));
        }
        return ExitCode.DONE;
    }
}
