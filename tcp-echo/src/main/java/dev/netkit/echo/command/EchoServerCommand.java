package dev.netkit.echo.command;

import dev.netkit.common.cli.AnnounceOptions;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.FramingOptions;
import dev.netkit.common.cli.GivenOptions;
import dev.netkit.common.cli.ListenOptions;
import dev.netkit.common.cli.MetricsOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.SizeConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.metrics.Metrics;
import dev.netkit.echo.EchoServer;
import dev.netkit.echo.EchoServerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code netkit echo-server}. */
@Command(
        name = "echo-server",
        description = "Sends back what it receives, on port 9090.",
        footer = {
            "",
            "Examples:",
            "  netkit echo-server --port 9090",
            "  netkit echo-server --udp -q",
            "  netkit echo-server -p 0 --json | jq 'select(.event==\"listening\")'"
        })
public final class EchoServerCommand implements Callable<Integer> {
    private static final int LARGEST_PORTION = 16 * 1024 * 1024;

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

    @Option(names = "--udp", description = "answer datagrams instead of connections")
    private boolean udp;

    @Option(
            names = "--chunk",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "send back in portions of at most this size (default: 64k)")
    private long chunk = EchoServerConfig.DEFAULT_PORTION;

    @Option(
            names = "--framing",
            paramLabel = "binary|ascii",
            arity = "0..1",
            fallbackValue = "any",
            description = "send back whole frames; without a value each client's first byte decides")
    private Framing framing;

    @Option(
            names = "--max-frame",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = FramingOptions.MAX_FRAME_HELP)
    private long maxFrame = FrameEncoding.DEFAULT_LIMIT;

    /** Which encodings are taken. */
    private enum Framing {
        any,
        binary,
        ascii
    }

    public EchoServerCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        tuneVirtualThreads();
        context.prepare(listen, EchoServerConfig.DEFAULT_PORT);
        EchoServerConfig config = config();
        ServiceOutput events = output.open(context.console());
        ServiceType type = udp ? ServiceType.ECHO_UDP : ServiceType.ECHO;
        try (Metrics metered = metrics.open(events)) {
            context.serve(announce.on(EchoServer.open(config, metered.listener()), type, events), events);
        }
        return ExitCode.DONE;
    }

    /**
     * Virtual threads get half of the processors: an echo is short, and more carriers only pass it around. One poller
     * wakes them: of several, which are virtual threads themselves, all but one starve while there is enough to do. The
     * JVM reads the properties when the first virtual thread is made; what the user has set stands.
     */
    private static void tuneVirtualThreads() {
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        setUnlessSet("jdk.virtualThreadScheduler.parallelism", half);
        setUnlessSet("jdk.readPollers", 1);
        setUnlessSet("jdk.writePollers", 1);
    }

    private static void setUnlessSet(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, String.valueOf(value));
        }
    }

    EchoServerConfig config() {
        if (chunk < 1 || chunk > LARGEST_PORTION) {
            throw new UsageException("--chunk is 1 to " + LARGEST_PORTION + ", not " + chunk);
        }
        if (udp && framing != null) {
            throw new UsageException("--framing is for TCP; a datagram is a frame of its own");
        }
        refuseWhatWouldBeIgnored();
        return new EchoServerConfig(
                listen.tcp(EchoServerConfig.SERVICE, EchoServerConfig.DEFAULT_PORT, Duration.ZERO),
                udp,
                (int) chunk,
                frames());
    }

    private void refuseWhatWouldBeIgnored() {
        GivenOptions given = new GivenOptions(spec);
        if (udp) {
            given.refuse("is for TCP", "--chunk", "--max-connections", "--idle-timeout", "--sequential");
        }
        if (framing == null) {
            given.refuse("is for frames: it needs --framing", "--max-frame");
        } else {
            given.refuse("is for bytes; a frame comes back whole", "--chunk");
        }
    }

    private Optional<EchoServerConfig.Frames> frames() {
        if (framing == null) {
            return Optional.empty();
        }
        Optional<FrameEncoding> encoding = switch (framing) {
            case any -> Optional.empty();
            case binary -> Optional.of(FrameEncoding.BINARY);
            case ascii -> Optional.of(FrameEncoding.ASCII);
        };
        return Optional.of(new EchoServerConfig.Frames(encoding, FramingOptions.checkMaxFrame(maxFrame)));
    }
}
