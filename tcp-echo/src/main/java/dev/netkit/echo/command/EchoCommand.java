package dev.netkit.echo.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.FramingOptions;
import dev.netkit.common.cli.GivenOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.RemoteOptions;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.SizeConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.echo.EchoClient;
import dev.netkit.echo.EchoServerConfig;
import dev.netkit.echo.RoundTrips;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code netkit echo}: the same client as a filter, a conversation, or a measurement. */
@Command(
        name = "echo",
        description = {
            "Sends the TEXT to an echo server and prints what comes back.",
            "Without TEXT: lines typed at a terminal (exit or Ctrl-D leaves), or standard input as it is.",
            "With -c: measures round trips, as ping does."
        },
        footer = {
            "",
            "Examples:",
            "  netkit echo localhost hello",
            "  cat file | netkit echo localhost:9090 | cmp - file",
            "  netkit echo localhost -c 1000 -q",
            "  netkit echo --find hello"
        })
public final class EchoCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RemoteOptions remote;

    @Parameters(index = "1..*", paramLabel = "TEXT", description = "what to send, as one line")
    private List<String> text = List.of();

    @Option(names = "--udp", description = "send datagrams; standard input goes line by line")
    private boolean udp;

    @Mixin
    private FramingOptions framing;

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "measure N round trips")
    private Integer count;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "SEC",
            converter = DurationConverter.class,
            description = "from one message to the next (default: 0, as soon as the answer is there)")
    private Duration interval = Duration.ZERO;

    @Option(
            names = {"-s", "--size"},
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "bytes in each message that is measured (default: 64)")
    private long size = RoundTrips.DEFAULT_SIZE;

    @Mixin
    private OutputOptions output;

    public EchoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        text = remote.others(text);
        EchoClient client = client();
        if (count != null) {
            return new Measurement(context, client, plan(), output).run();
        }
        Console console = context.console();
        ServiceOutput events = output.open(console);
        if (!text.isEmpty()) {
            return new Conversation(console, events, output.json()).say(client, String.join(" ", text));
        }
        boolean lineByLine = console.inIsTerminal() || udp || client.framing().isPresent();
        return lineByLine
                ? new Conversation(console, events, output.json()).run(client)
                : new Filter(console, events, output).run(client);
    }

    private EchoClient client() throws IOException {
        if (udp && framing.framing().isPresent()) {
            throw new UsageException("--framing is for TCP; a datagram is a frame of its own");
        }
        if (framing.framing().isEmpty()) {
            new GivenOptions(spec).refuse("is for frames: it needs --framing", "--max-frame");
        }
        return new EchoClient(
                remote.endpoint(
                        context.console(),
                        udp ? ServiceType.ECHO_UDP : ServiceType.ECHO,
                        EchoServerConfig.DEFAULT_PORT),
                udp,
                framing.framing(),
                framing.maxFrame(),
                remote.timeout());
    }

    private RoundTrips.Plan plan() {
        int largest = udp ? EchoClient.LARGEST_DATAGRAM : FrameEncoding.MAX_PAYLOAD;
        if (count < 1) {
            throw new UsageException("-c is at least 1, not " + count);
        }
        if (size < 1 || size > largest) {
            throw new UsageException("-s is 1 to " + largest + ", not " + size);
        }
        if (!text.isEmpty()) {
            throw new UsageException("-c makes its own messages: leave the TEXT out");
        }
        return new RoundTrips.Plan(count, interval, (int) size);
    }
}
