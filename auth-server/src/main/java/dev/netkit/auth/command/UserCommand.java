package dev.netkit.auth.command;

import dev.netkit.auth.Username;
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
    @ParentCommand
    private AuthServerCommand server;

    @Override
    public Integer call() {
        throw new UsageException("which one? list, add, remove, disable or import");
    }

    int use(StoreOptions.Work work) throws IOException {
        return server.store().use(work);
    }

    static Username username(String text) {
        try {
            return Username.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("USER: " + e.getMessage());
        }
    }
}
