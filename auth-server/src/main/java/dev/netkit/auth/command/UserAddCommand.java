package dev.netkit.auth.command;

import dev.netkit.auth.VerifierMaker;
import dev.netkit.auth.account.Username;
import dev.netkit.auth.account.Verifier;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.SafeText;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code netkit auth-server user add}. */
@Command(
        name = "add",
        description = "Makes an account with a password that its user is asked to change at the first login.",
        footer = {"", "Example:", "  netkit auth-server user add ann"})
public final class UserAddCommand implements Callable<Integer> {
    private final CommandContext context;

    @ParentCommand
    private UserCommand users;

    @Mixin
    private PasswordOptions password;

    @Parameters(paramLabel = "USER", description = "the new account's name")
    private String name;

    public UserAddCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Username username = UserCommand.username(name);
        char[] typed = password.askNew(context.console(), "Password for " + SafeText.escape(name));
        Verifier verifier = new VerifierMaker().make(typed, Verifier.DEFAULT_ITERATIONS);
        return users.use(accounts -> {
            boolean added =
                    accounts.add(username, verifier, true, Clock.systemUTC().millis());
            if (!added) {
                context.console().say("netkit: there is an account of that name");
            }
            return added ? ExitCode.DONE : ExitCode.NO;
        });
    }
}
