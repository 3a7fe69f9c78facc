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
import dev.netkit.common.cli.UserFolders;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.WithoutPortions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What the commands of the client have in common: the server, the session that is kept, and what a refusal means. */
abstract class AuthCall implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private RemoteOptions remote;

    @Mixin
    private OutputOptions output;

    @Mixin
    private KeyOptions key;

    AuthCall(CommandContext context) {
        this.context = context;
    }

    @Override
    public final Integer call() throws Exception {
        arrange(remote);
        Endpoint server = remote.endpoint(console(), ServiceType.AUTH, AuthConfig.DEFAULT_PORT);
        ServiceOutput events = output.open(console());
        prepare();
        try (AuthClient client =
                AuthClient.connect(server, remote.timeout(), key.sealingKeys(console()), new WithoutPortions(events))) {
            run(client, new KeptSession(UserFolders.ofProcess().state().resolve("sessions"), server));
        } catch (RefusedByPeerException e) {
            return refused(e);
        }
        events.check();
        return ExitCode.DONE;
    }

    /** A clean no, unless it is the server that has failed, or another key. */
    private int refused(RefusedByPeerException e) throws IOException {
        console().say("netkit: " + SafeText.escape(e.getMessage()));
        return switch (e.code()) {
            case "unavailable" -> ExitCode.NETWORK;
            case "bad-token", "bad-json", "unknown-type", "bad-field", "bad-frame" -> ExitCode.PROTOCOL;
            default -> ExitCode.NO;
        };
    }

    /** Sorts out which argument is what; where the server is looked for, none of them is the server. */
    void arrange(RemoteOptions options) {}

    /** Asks for what is needed, before there is a connection that would wait. */
    void prepare() throws IOException {}

    abstract void run(AuthClient client, KeptSession kept) throws IOException;

    Console console() {
        return context.console();
    }

    boolean json() {
        return output.json();
    }

    void keep(KeptSession kept, AuthClient.Session session) throws LocalFileException {
        try {
            kept.keep(session);
        } catch (IOException e) {
            throw new LocalFileException("cannot keep the session", e);
        }
    }
}
