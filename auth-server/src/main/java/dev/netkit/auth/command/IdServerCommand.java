package dev.netkit.auth.command;

import dev.netkit.auth.identity.AddressBook;
import dev.netkit.auth.identity.IdentityConfig;
import dev.netkit.auth.identity.IdentityEvent;
import dev.netkit.auth.identity.IdentityListener;
import dev.netkit.auth.identity.IdentityServer;
import dev.netkit.common.cli.AddressConverter;
import dev.netkit.common.cli.AnnounceOptions;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.EncodingConverter;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.ListenOptions;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.MetricsOptions;
import dev.netkit.common.cli.NothingFoundException;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.UserFolders;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.metrics.Metrics;
import dev.netkit.common.net.AddressText;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.Server;
import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netkit id-server}. */
@Command(
        name = "id-server",
        description = {
            "Greets a known address by its name and asks an unknown one, on port 9092.",
            "An address is no proof of who somebody is: auth-server asks for one."
        },
        footer = {
            "",
            "Examples:",
            "  netkit id-server",
            "  netkit id-server --list",
            "  netkit id-server --forget 127.0.0.1"
        })
public final class IdServerCommand implements Callable<Integer> {
    private final CommandContext context;

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
            names = "--store",
            paramLabel = "FILE",
            description = "where names are kept (default: names.json in ~/.local/share/netkit)")
    private Path store = UserFolders.ofProcess().data().resolve("names.json");

    @Option(
            names = "--framing",
            paramLabel = "binary|ascii",
            converter = EncodingConverter.class,
            description = "how to speak, as the server speaks first (default: ascii)")
    private FrameEncoding framing = FrameEncoding.ASCII;

    @Option(names = "--list", description = "print the addresses and names that are known, and leave")
    private boolean list;

    @Option(
            names = "--forget",
            paramLabel = "ADDR",
            converter = AddressConverter.class,
            description = "forget that address's name, and leave")
    private InetAddress forgotten;

    public IdServerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        AddressBook book = new AddressBook(store);
        if (list) {
            return list(book);
        }
        return forgotten != null ? forget(book) : serve(book);
    }

    private int list(AddressBook book) throws IOException {
        for (Map.Entry<String, String> known : known(book).entrySet()) {
            context.console().print(known.getKey() + "\t" + SafeText.escape(known.getValue()));
        }
        return ExitCode.DONE;
    }

    private Map<String, String> known(AddressBook book) throws LocalFileException {
        try {
            return book.all();
        } catch (IOException e) {
            throw new LocalFileException("cannot read the names in " + store, e);
        }
    }

    private int forget(AddressBook book) throws LocalFileException, NothingFoundException {
        if (!wasForgotten(book)) {
            throw new NothingFoundException(
                    "there is no name for " + AddressText.of(forgotten), "--list shows which addresses have one");
        }
        return ExitCode.DONE;
    }

    private boolean wasForgotten(AddressBook book) throws LocalFileException {
        try {
            return book.forget(forgotten);
        } catch (IOException e) {
            throw new LocalFileException("cannot change the names", e);
        }
    }

    private int serve(AddressBook book) throws IOException {
        known(book); // a file that is none is found out before anybody comes
        prepare(book);
        context.prepare(listen, IdentityConfig.DEFAULT_PORT);
        IdentityConfig config = new IdentityConfig(
                listen.tcp(IdentityConfig.SERVICE, IdentityConfig.DEFAULT_PORT, IdentityConfig.DEFAULT_IDLE),
                framing,
                key.sealingKeys(context.console()));
        ServiceOutput events = output.open(context.console());
        IdentityListener shown = event -> show(events, event);
        try (Metrics metered = metrics.open(events)) {
            IdentityListener listener = metered.with(shown, registry -> new IdentityMetrics(registry, shown));
            Server server = IdentityServer.open(config, book, metered.listener(), listener);
            context.serve(announce.on(server, ServiceType.ID, events), events);
        }
        return ExitCode.DONE;
    }

    private void prepare(AddressBook book) throws LocalFileException {
        try {
            book.prepare();
        } catch (IOException e) {
            throw LocalFileException.ofFolder("cannot keep the names in " + store, e);
        }
    }

    private static void show(ServiceOutput events, IdentityEvent event) {
        Endpoint peer = Endpoint.of(event.peer());
        events.tell(
                Detail.ACTIVITY,
                JsonLine.event("welcome")
                        .with("peer", peer)
                        .with("name", event.name())
                        .with("new", event.isNew()),
                peer + (event.isNew() ? " is from now on " : " is ") + SafeText.escape(event.name()));
    }
}
