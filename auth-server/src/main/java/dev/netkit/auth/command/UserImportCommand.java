package dev.netkit.auth.command;

import dev.netkit.auth.OneTimePassword;
import dev.netkit.auth.VerifierMaker;
import dev.netkit.auth.account.Username;
import dev.netkit.auth.account.Verifier;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code netkit auth-server user import}. */
@Command(
        name = "import",
        description = {
            "Makes an account for each line of a CSV file, and prints their passwords, once.",
            "The name is in the column 'username', or in the first one where there is none.",
            "If one is wrong nothing is made; who has an account already keeps it as it is."
        },
        footer = {"", "Example:", "  netkit auth-server user import class.csv > passwords"})
public final class UserImportCommand implements Callable<Integer> {
    private final CommandContext context;
    private final SecureRandom random = new SecureRandom();

    @ParentCommand
    private UserCommand users;

    @Parameters(paramLabel = "FILE.csv", description = "the class")
    private Path file;

    /** A new account, and the password that its user is to be told. */
    private record Newcomer(Username name, String password, Verifier verifier) {}

    public UserImportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        List<Username> names = new ClassList(file).names(); // nobody has an account if one of them is wrong
        // Each takes a good part of a second, by intention: as many at once as there are processors.
        List<Newcomer> newcomers = names.parallelStream().map(this::newcomer).toList();
        return users.use(accounts -> {
            boolean all = true;
            for (Newcomer newcomer : newcomers) {
                all &= add(accounts, newcomer);
            }
            return all ? ExitCode.DONE : ExitCode.NO;
        });
    }

    private Newcomer newcomer(Username name) {
        String password = OneTimePassword.generate(random);
        return new Newcomer(
                name, password, new VerifierMaker().make(password.toCharArray(), Verifier.DEFAULT_ITERATIONS));
    }

    /** An account whose password nobody has seen is of no use. */
    private void print(AccountStore accounts, Newcomer newcomer) throws IOException {
        try {
            context.console().print(quoted(newcomer.name().text()) + "," + newcomer.password());
        } catch (IOException e) {
            accounts.remove(newcomer.name());
            throw e;
        }
    }

    private static String quoted(String name) {
        boolean plain = name.indexOf(',') < 0 && name.indexOf('"') < 0;
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private boolean add(AccountStore accounts, Newcomer newcomer) throws IOException {
        boolean added = accounts.add(
                newcomer.name(), newcomer.verifier(), true, Clock.systemUTC().millis());
        if (added) {
            print(accounts, newcomer);
        } else {
            context.console()
                    .say("netkit: there is an account already: "
                            + SafeText.escape(newcomer.name().text()));
        }
        return added;
    }
}
