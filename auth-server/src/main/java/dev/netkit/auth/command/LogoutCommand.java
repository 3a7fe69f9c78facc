package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.KeptSession;
import dev.netkit.common.cli.CommandContext;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netkit auth logout}. */
@Command(
        name = "logout",
        description = "Ends the session.",
        footer = {"", "Examples:", "  netkit auth logout localhost", "  netkit auth logout localhost --all"})
public final class LogoutCommand extends SessionCall {
    @Option(names = "--all", description = "end every session of the user, elsewhere too")
    private boolean all;

    public LogoutCommand(CommandContext context) {
        super(context);
    }

    @Override
    void run(AuthClient client, KeptSession kept) throws IOException {
        try {
            client.logout(token(kept), all);
        } finally {
            forget(kept); // one that has ended by itself is none to be kept, either
        }
    }
}
