package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.KeptSession;
import dev.netkit.common.cli.CommandContext;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code netkit auth whoami}. */
@Command(
        name = "whoami",
        description = "Shows who is logged in, and until when.",
        footer = {"", "Example:", "  netkit auth whoami localhost"})
public final class WhoamiCommand extends SessionCall {
    public WhoamiCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run(AuthClient client, KeptSession kept) throws IOException {
        SessionOutput.show(console(), json(), client.whoami(token(kept)));
    }
}
