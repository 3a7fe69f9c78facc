package dev.netkit.chat.command;

import dev.netkit.chat.client.Backlog;
import dev.netkit.chat.client.ChatClient;
import dev.netkit.chat.client.ClientSettings;
import dev.netkit.chat.client.dialect.DialectName;
import dev.netkit.chat.client.dialect.Speech;
import dev.netkit.chat.client.line.Patience;
import dev.netkit.chat.client.line.PutOutException;
import dev.netkit.chat.talk.ChatName;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.FramingOptions;
import dev.netkit.common.cli.GivenOptions;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.RemoteOptions;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code netkit chat}: a conversation at a terminal, or a filter. */
@Command(
        name = "chat",
        description = {
            "Joins a chat, at a terminal or as a filter.",
            "At a terminal: type what you say, or /help for more.",
            "Elsewhere: each line of input is said, each line of output is somebody else's.",
            "When the input ends, it leaves once everything is stored."
        },
        footer = {
            "",
            "Examples:",
            "  netkit chat localhost",
            "  netkit chat --find",
            "  netkit chat ws://localhost:7777/ws",
            "  netkit chat localhost --name ann --room attic --history 20",
            "  tail -f log | netkit chat localhost --name bot > answers",
            "  netkit chat localhost --json --listen < /dev/null | jq -r '.content // empty'"
        })
public final class ChatCommand implements Callable<Integer> {
    /** The ports of RFC 6455, section 3. */
    private static final Map<String, Integer> WEB_SOCKETS = Map.of("ws", 80, "wss", 443);

    private static final String ROOM = "--room";

    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RemoteOptions remote;

    @Option(names = "--name", paramLabel = "NAME", description = "who one is (default: the system user's name)")
    private String name = System.getProperty("user.name", "");

    @Option(names = ROOM, paramLabel = "ROOM", description = "where one goes first (default: lobby)")
    private String room = ChatClient.LOBBY;

    @Option(names = "--history", paramLabel = "N", description = "show the last N messages of a room that one enters")
    private long history;

    @Option(names = "--since", paramLabel = "N", description = "show all that came after message number N")
    private Long since;

    @Option(
            names = "--dialect",
            paramLabel = "native|three-types|jim-a|jim-b",
            converter = DialectConverter.class,
            description = {
                "what the server speaks (default: native; it finds out",
                "itself if the server greets first, in three types)"
            })
    private DialectName dialect = DialectName.NATIVE;

    @Mixin
    private FramingOptions framing;

    @Mixin
    private KeyOptions key;

    @Option(names = "--no-reconnect", description = "leave when the connection is lost")
    private boolean noReconnect;

    @Option(names = "--listen", description = "as a filter: go on when the input has ended")
    private boolean listen;

    @Mixin
    private OutputOptions output;

    public ChatCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Console console = context.console();
        ClientSettings settings = settings();
        try {
            return converse(console, settings);
        } catch (PutOutException e) {
            console.say("netkit: " + SafeText.escape(e.getMessage()));
            return ExitCode.NO;
        }
    }

    private int converse(Console console, ClientSettings settings) throws IOException {
        if (console.inIsTerminal() && console.outIsTerminal() && !output.json()) {
            return new ChatTerminal(context, output).run(settings);
        }
        return new ChatFilter(context, output.open(console), output.json(), listen).run(settings);
    }

    private ClientSettings settings() throws IOException {
        check();
        Speech speech = new Speech(dialect, framing.framing().orElse(FrameEncoding.ASCII), framing.maxFrame(), keys());
        Optional<URI> webSocket = remote.url(WEB_SOCKETS);
        check(webSocket.isPresent(), !speech.keys().isEmpty());
        return new ClientSettings(
                webSocket.isPresent()
                        ? endpoint(webSocket.get())
                        : remote.endpoint(context.console(), ServiceType.CHAT, ChatClient.DEFAULT_PORT),
                webSocket,
                composed(name),
                composed(room.startsWith("#") ? room.substring(1) : room),
                speech,
                backlog(),
                Patience.of(remote.timeout(), !noReconnect));
    }

    private static Endpoint endpoint(URI uri) {
        String host = uri.getHost();
        return new Endpoint(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, uri.getPort());
    }

    private void check(boolean webSocket, boolean sealed) {
        GivenOptions given = new GivenOptions(spec);
        if (webSocket) {
            given.refuse("is not for WebSocket, which is spoken in one way", "--dialect", "--framing");
        }
        if (webSocket && sealed) {
            given.refuse(
                    "is not for sealed envelopes, which have one room and no history", ROOM, "--history", "--since");
        }
    }

    private Backlog backlog() {
        if (since != null) {
            return Backlog.since(since);
        }
        return history == 0 ? Backlog.NONE : Backlog.last(history);
    }

    private void check() {
        if (name.isBlank()) {
            throw new UsageException("who are you? --name is missing");
        }
        if (history < 0 || since != null && since < 0) {
            throw new UsageException("--history and --since count from 0");
        }
        if (since != null && history > 0) {
            throw new UsageException("--history and --since both choose what is shown: give one of them");
        }
        if (dialect == DialectName.NATIVE) {
            ChatName.faultOfRoom(room).ifPresent(fault -> {
                throw new UsageException("--room '" + room + "': " + fault);
            });
        } else {
            checkForeign(new GivenOptions(spec));
        }
    }

    private void checkForeign(GivenOptions given) {
        given.refuse("is for the native dialect", "--key-file", "--framing", "--history", "--since");
        if (dialect == DialectName.THREE_TYPES) {
            given.refuse("is not for three types, which have one room", ROOM);
        }
    }

    private List<FernetKey> keys() throws IOException {
        return dialect == DialectName.NATIVE ? key.sealingKeys(context.console()) : List.of();
    }

    /** As servers compare names. */
    private static String composed(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    }
}
