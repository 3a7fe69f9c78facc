package dev.netkit.auth.command;

import dev.netkit.auth.AuthConfig;
import dev.netkit.auth.AuthEvent;
import dev.netkit.auth.AuthListener;
import dev.netkit.auth.AuthServer;
import dev.netkit.auth.SessionKeys;
import dev.netkit.auth.store.AccountStore;
import dev.netkit.common.cli.AnnounceOptions;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.ListenOptions;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.MetricsOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.metrics.Metrics;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netkit auth-server}. */
@Command(
        name = "auth-server",
        description = {
            "Accounts and sessions, on port 9093.",
            "Passwords never travel (SCRAM-SHA-256), and only what can check them is stored."
        },
        subcommands = {UserCommand.class},
        footer = {
            "",
            "Examples:",
            "  netkit auth-server",
            "  netkit auth-server --idle 10m --absolute 2h",
            "  netkit auth-server user list",
            "  netkit auth-server --rotate-keys"
        })
public final class AuthServerCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private StoreOptions store;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private OutputOptions output;

    @Mixin
    private AnnounceOptions announce;

    @Mixin
    private MetricsOptions metrics;

    @Mixin
    private KeyOptions key;

    @Option(
            names = "--idle",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "end a session that was not used for so long (default: 30m)")
    private Duration idle = AuthConfig.DEFAULT_IDLE;

    @Option(
            names = "--absolute",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "end every session after so long (default: 8h)")
    private Duration absolute = AuthConfig.DEFAULT_ABSOLUTE;

    @Option(names = "--no-register", description = "accounts are made by 'user add' and 'user import' only")
    private boolean noRegister;

    @Option(
            names = "--rotate-keys",
            description = "make a new key for sessions, and leave; a running server follows within a second")
    private boolean rotateKeys;

    public AuthServerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        store.createFolder();
        SessionKeys keys = keys();
        if (rotateKeys) {
            return rotate(keys);
        }
        context.prepare(listen, AuthConfig.DEFAULT_PORT);
        AuthConfig config = config();
        ServiceOutput events = output.open(context.console());
        return store.use(accounts -> serve(config, accounts, keys, events));
    }

    private int serve(AuthConfig config, AccountStore accounts, SessionKeys keys, ServiceOutput events)
            throws IOException {
        try (Metrics metered = metrics.open(events)) {
            AuthListener shown = event -> show(events, event);
            AuthListener listener = metered.with(shown, registry -> new AuthMetrics(registry, accounts, shown));
            Server server = AuthServer.open(config, accounts, keys, Clock.systemUTC(), metered.listener(), listener);
            context.serve(announce.on(server, ServiceType.AUTH, events), events);
        }
        return ExitCode.DONE;
    }

    StoreOptions store() {
        return store;
    }

    private SessionKeys keys() throws LocalFileException {
        try {
            return SessionKeys.open(store.keys(), Clock.systemUTC());
        } catch (IOException e) {
            throw new LocalFileException("cannot use the session keys in " + store.keys(), e);
        }
    }

    private static int rotate(SessionKeys keys) throws LocalFileException {
        try {
            keys.rotate();
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new LocalFileException("cannot rotate the session keys", e);
        }
    }

    private AuthConfig config() throws IOException {
        try {
            return new AuthConfig(
                    listen.tcp(AuthConfig.SERVICE, AuthConfig.DEFAULT_PORT, AuthConfig.DEFAULT_CONNECTION_IDLE),
                    key.sealingKeys(context.console()),
                    idle,
                    absolute,
                    !noRegister);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--idle and --absolute: " + e.getMessage());
        }
    }

    private static void show(ServiceOutput events, AuthEvent event) {
        Endpoint peer = Endpoint.of(event.peer());
        events.tell(
                Detail.ACTIVITY,
                JsonLine.event(event.kind().text().replace(' ', '-'))
                        .with("peer", peer)
                        .with("username", event.username()),
                peer + " " + event.kind().text() + ": " + SafeText.escape(event.username()));
    }
}
