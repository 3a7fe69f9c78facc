package dev.netkit.chat.command;

import dev.netkit.chat.ChatConfig;
import dev.netkit.chat.ChatServer;
import dev.netkit.chat.hall.ChatRules;
import dev.netkit.chat.hall.MemberListener;
import dev.netkit.chat.history.HistoryException;
import dev.netkit.chat.wire.ChatFormat;
import dev.netkit.common.cli.AnnounceOptions;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.FramingOptions;
import dev.netkit.common.cli.GivenOptions;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.ListenOptions;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.MetricsOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.SizeConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.metrics.Metrics;
import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code netkit chat-server}. */
@Command(
        name = "chat-server",
        description = {
            "A chat on port 7777 that every dialect joins: netkit's own, JSON of three types in ASCII frames, JIM, browsers.",
            "Without --history a room remembers its last 1000 messages while somebody is in it."
        },
        footer = {
            "",
            "At a terminal: help, who, say TEXT, kick NAME, mute NAME, unmute NAME, shutdown.",
            "",
            "Examples:",
            "  netkit chat-server",
            "  netkit chat-server --history chat --durable --keep",
            "  netkit chat-server --port 7777 --port 5222 --motd 'Be kind.'",
            "  netkit chat-server --key-file class.key"
        })
public final class ChatServerCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

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
            names = "--max-frame",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = FramingOptions.MAX_FRAME_HELP)
    private long maxFrame = ChatConfig.DEFAULT_MESSAGE_LIMIT;

    @Option(names = "--keep", description = "rooms stay when they are empty")
    private boolean keep;

    @Option(
            names = "--history",
            paramLabel = "DIR",
            description = "keep what is said there, in one file for each room, and begin with it")
    private Path history;

    @Option(names = "--durable", description = "nobody is told of a message before it is on disk")
    private boolean durable;

    @Option(names = "--no-web", description = "no page for browsers, and no WebSocket")
    private boolean noWeb;

    @Option(
            names = "--web-name",
            paramLabel = "NAME",
            description = "chat.example.org or another name by which browsers come here; may be given more than once")
    private List<String> webNames = List.of();

    @Option(names = "--no-qr", description = "no picture of the page's address at a terminal")
    private boolean noQr;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "requests of one connection a second, after 20 at once; 0 = no limit (default: 5)")
    private int rate = ChatRules.DEFAULT_RATE;

    @Option(names = "--motd", paramLabel = "TEXT", description = "what everybody is told who comes in")
    private String motd;

    public ChatServerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        if (noWeb) {
            new GivenOptions(spec).refuse("is for the page, and --no-web leaves none", "--web-name", "--no-qr");
        }
        context.prepare(listen, ChatFormat.DEFAULT_PORT);
        ChatConfig config = config();
        ServiceOutput events = output.open(context.console());
        try (Metrics metered = metrics.open(events)) {
            ChatServer server = open(config, events, metered);
            if (!noWeb) {
                showTheWayIn(server, events);
            }
            new HostConsole(context.console(), server).start();
            context.serve(announce.on(server, ServiceType.CHAT, events), events);
        }
        return ExitCode.DONE;
    }

    /** For people with a browser; a phone reads the picture. */
    private void showTheWayIn(ChatServer server, ServiceOutput events) {
        List<String> urls = WebAddresses.of(server.address());
        urls.forEach(url -> events.tell(Detail.ACTIVITY, JsonLine.event("web").with("url", url), "browsers: " + url));
        if (context.console().errIsTerminal() && output.isPlain() && !noQr) {
            QrCode.lines(urls.get(0)).forEach(context.console()::say);
        }
    }

    private ChatConfig config() throws IOException {
        try {
            return new ChatConfig(
                    listen.tcpOnPorts(ChatConfig.SERVICE, ChatFormat.DEFAULT_PORT, ChatConfig.DEFAULT_IDLE),
                    FramingOptions.checkMaxFrame(maxFrame),
                    key.sealingKeys(context.console()),
                    keep,
                    Optional.ofNullable(history),
                    durable,
                    !noWeb,
                    webNames,
                    new ChatRules(Optional.ofNullable(motd), rate));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private ChatServer open(ChatConfig config, ServiceOutput events, Metrics metered) throws IOException {
        try {
            MemberListener listener = new MemberEventOutput(events);
            ChatServer server = ChatServer.open(config, Clock.systemUTC(), metered.listener(), listener);
            return metered.with(server, registry -> ChatMetrics.of(registry, server));
        } catch (HistoryException e) {
            throw LocalFileException.ofFolder("cannot keep the history in " + history, e.reason());
        }
    }
}
