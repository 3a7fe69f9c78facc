package dev.netkit.auth.command;

import dev.netkit.auth.account.Username;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.UsageException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code netkit auth-server user}: the accounts, without a server. */
@Command(
        name = "user",
        description = "Lists and changes accounts, while a server runs or not.",
        subcommands = {
            UserListCommand.class,
            UserAddCommand.class,
            UserRemoveCommand.class,
            UserDisableCommand.class,
            UserImportCommand.class
        })
public final class UserCommand implements Callable<Integer> {
    private final CommandContext context;

    @ParentCommand
    private AuthServerCommand server;

    public UserCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        throw new UsageException("which one? list, add, remove, disable or import");
    }

    int use(StoreOptions.Work work) throws IOException {
        return server.store().use(work);
    }

    /** A change of one account. */
    interface Change {
        /** False if there is no such account. */
        boolean of(AccountStore accounts) throws IOException;
    }

    int change(Change change) throws IOException {
        return use(accounts -> {
            boolean known = change.of(accounts);
            if (!known) {
                context.console().say("netkit: there is no account of that name");
            }
            return known ? ExitCode.DONE : ExitCode.NO;
        });
    }

    static Username username(String text) {
        try {
            return Username.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("USER: " + e.getMessage());
        }
    }
}
