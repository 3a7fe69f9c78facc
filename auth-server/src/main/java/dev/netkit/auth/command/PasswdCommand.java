package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.KeptSession;
import dev.netkit.auth.VerifierMaker;
import dev.netkit.auth.account.Verifier;
import dev.netkit.common.cli.CommandContext;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netkit auth passwd}. */
@Command(
        name = "passwd",
        description = "Changes the password of who is logged in; every session of the user ends.",
        footer = {"", "Example:", "  netkit auth passwd localhost"})
public final class PasswdCommand extends SessionCall {
    @Mixin
    private PasswordOptions password;

    private Verifier verifier;

    public PasswdCommand(CommandContext context) {
        super(context);
    }

    @Override
    void prepare() throws IOException {
        verifier = new VerifierMaker().make(password.askNew(console(), "New password"), Verifier.DEFAULT_ITERATIONS);
    }

    @Override
    void run(AuthClient client, KeptSession kept) throws IOException {
        client.changePassword(token(kept), verifier);
        forget(kept);
        console().print("the password is changed, and every session has ended");
    }
}
