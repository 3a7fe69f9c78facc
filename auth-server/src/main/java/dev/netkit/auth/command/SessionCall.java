package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.KeptSession;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.UsageException;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A command of the client that is about a session: the one that is kept, or whose token the caller has. */
abstract class SessionCall extends AuthCall {
    @Option(names = "--token-stdin", description = "take the session's token from the next line of standard input")
    private boolean tokenFromStandardInput;

    SessionCall(CommandContext context) {
        super(context);
    }

    String token(KeptSession kept) throws IOException {
        Optional<String> token = tokenFromStandardInput ? console().readLine() : read(kept);
        return token.orElseThrow(() -> new UsageException("nobody is logged in there: 'netkit auth login' does it"));
    }

    private static Optional<String> read(KeptSession kept) throws LocalFileException {
        try {
            return kept.token();
        } catch (IOException e) {
            throw new LocalFileException("cannot read the session that was kept", e);
        }
    }

    /** Another token for the next commands, unless the caller keeps tokens. */
    void replace(KeptSession kept, AuthClient.Session session) throws LocalFileException {
        if (!tokenFromStandardInput) {
            keep(kept, session);
        }
    }

    /** The session has ended. */
    void forget(KeptSession kept) throws LocalFileException {
        if (tokenFromStandardInput) {
            return;
        }
        try {
            kept.forget();
        } catch (IOException e) {
            throw new LocalFileException("cannot forget the session", e);
        }
    }
}
