package dev.netkit.auth.command;

import dev.netkit.auth.AuthClient;
import dev.netkit.auth.AuthConfig;
import dev.netkit.auth.KeptSession;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.RemoteOptions;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.cli.UserFolders;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.WithoutPortions;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands of the client have in common: the server, the session that is kept, and what a refusal means. */
abstract class AuthCall implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private RemoteOptions remote;

    @Mixin
    private OutputOptions output;

    @Mixin
    private KeyOptions key;

    @Option(names = "--token-stdin", description = "take the session's token from the first line of standard input")
    private boolean tokenFromStandardInput;

    AuthCall(CommandContext context) {
        this.context = context;
    }

    @Override
    public final Integer call() throws Exception {
        Endpoint server = remote.endpoint(console(), AuthConfig.DEFAULT_PORT);
        ServiceOutput events = output.open(console());
        prepare();
        try (AuthClient client = AuthClient.connect(
                server, remote.timeout(), key.keys(console()).orElse(List.of()), new WithoutPortions(events))) {
            run(client, new KeptSession(UserFolders.ofProcess().state().resolve("sessions"), server));
        } catch (RefusedByPeerException e) {
            console().say("netkit: " + SafeText.escape(e.getMessage()));
            return ExitCode.NO;
        }
        events.check();
        return ExitCode.DONE;
    }

    /** Asks for what is needed, before there is a connection that would wait. */
    void prepare() throws IOException {}

    abstract void run(AuthClient client, KeptSession kept) throws IOException;

    Console console() {
        return context.console();
    }

    boolean json() {
        return output.json();
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

    void keep(KeptSession kept, AuthClient.Session session) throws LocalFileException {
        try {
            kept.keep(session);
        } catch (IOException e) {
            throw new LocalFileException("cannot keep the session", e);
        }
    }

    void forget(KeptSession kept) throws LocalFileException {
        try {
            kept.forget();
        } catch (IOException e) {
            throw new LocalFileException("cannot forget the session", e);
        }
    }
}
