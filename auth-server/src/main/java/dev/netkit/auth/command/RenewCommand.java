package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.KeptSession;
import dev.netkit.common.cli.CommandContext;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code netkit auth renew}. */
@Command(
        name = "renew",
        description = "Gets a new token for the session.",
        footer = {"", "Example:", "  netkit auth renew localhost"})
public final class RenewCommand extends SessionCall {
    public RenewCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run(AuthClient client, KeptSession kept) throws IOException {
        AuthClient.Session session = client.renew(token(kept));
        replace(kept, session);
        SessionOutput.show(console(), json(), session);
    }
}
