package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.KeptSession;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.SafeText;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netkit auth login}. */
@Command(
        name = "login",
        description = "Logs in; the password is asked for, and the session kept for later commands.",
        footer = {
            "",
            "Examples:",
            "  netkit auth login localhost ann",
            "  netkit auth login localhost ann --password-stdin < password"
        })
public final class LoginCommand extends NamedAuthCall {
    @Mixin
    private PasswordOptions password;

    private char[] typed;

    public LoginCommand(CommandContext context) {
        super(context);
    }

    @Override
    void prepare() throws IOException {
        typed = password.ask(console(), "Password for " + SafeText.escape(username()));
    }

    @Override
    void run(AuthClient client, KeptSession kept) throws IOException {
        AuthClient.Session session = client.login(username(), typed);
        keep(kept, session);
        SessionOutput.show(console(), json(), session);
    }
}
