package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.KeptSession;
import dev.netkit.auth.VerifierMaker;
import dev.netkit.auth.account.Verifier;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.SafeText;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netkit auth register}. */
@Command(
        name = "register",
        description = "Makes an account; the password is asked for twice.",
        footer = {"", "Example:", "  netkit auth register localhost ann"})
public final class RegisterCommand extends NamedAuthCall {
    @Mixin
    private PasswordOptions password;

    private Verifier verifier;

    public RegisterCommand(CommandContext context) {
        super(context);
    }

    @Override
    void prepare() throws IOException {
        char[] typed = password.askNew(console(), "Password for " + SafeText.escape(username()));
        verifier = new VerifierMaker().make(typed, Verifier.DEFAULT_ITERATIONS);
    }

    @Override
    void run(AuthClient client, KeptSession kept) throws IOException {
        console().print("registered " + SafeText.escape(client.register(username(), verifier)));
    }
}
