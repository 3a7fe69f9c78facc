package dev.netkit.discovery.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.GivenOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.UsageException;
import dev.netkit.discovery.scan.Details;
import dev.netkit.discovery.scan.Ports;
import dev.netkit.discovery.scan.ScanConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code netkit scan}. */
@Command(
        name = "scan",
        description = {
            "Finds the hosts of a network and their open ports; needs no privileges.",
            "Exit code 0 if a host is up, 1 if none is, or not as many as expected."
        },
        subcommands = ScanDiffCommand.class,
        footer = {
            "",
            "Examples:",
            "  netkit scan",
            "  netkit scan 10.77.0.0/24 --exclude 10.77.0.1 --port 22,80,9000-9010",
            "  netkit scan 10.77.0.2-100 --json | jq -r 'select(.up).address'",
            "  netkit scan --missing class.txt --handshake --key-file room.key",
            "  netkit scan --wait-for 10.77.0.2:22 --timeout 2m && echo ssh is ready"
        })
public final class ScanCommand implements Callable<Integer> {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_CONNECTS = 1 << 20;

    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetOptions targets;

    @Mixin
    private DetailOptions details;

    @Mixin
    private ExpectOptions expectations;

    @Mixin
    private WaitOptions wait;

    @Mixin
    private OutputOptions output;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORTS",
            converter = PortsConverter.class,
            description =
                    "ports, ranges and names: 22,80,9000-9010,http (default: netkit, which is where its servers are)")
    private Ports ports = Ports.NETKIT;

    @Option(
            names = "--wait",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "how long to wait for answers: 400ms, 1200ms, 2200ms for one, two, three questions"
                    + " (default: 1200ms)")
    private Duration patience = ScanConfig.DEFAULT_PATIENCE;

    @Option(names = "--until", paramLabel = "N", description = "leave as soon as so many hosts are found")
    private int until = Integer.MAX_VALUE;

    @Option(names = "--all", description = "show absent addresses too")
    private boolean all;

    @Option(
            names = "--format",
            paramLabel = "table|plain|csv",
            description = "plain: the addresses of hosts that are up, one a line (default: table)")
    private ScanFormat format = ScanFormat.table;

    @Option(
            names = "--watch",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "scan again every so often, and print only what is different; down is who was missed twice;"
                    + " what is looked at stays what it was at the start")
    private Optional<Duration> watch = Optional.empty();

    /** Lists of ports. */
    static final class PortsConverter implements ITypeConverter<Ports> {
        @Override
        public Ports convert(String text) {
            try {
                return Ports.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    public ScanCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        output.open(context.console()); // for what it says about logging
        new ScanModes(new GivenOptions(spec), targets.isGiven()).check();
        if (wait.isGiven()) {
            return wait.await(context, output);
        }
        Optional<Failure> lonely = targets.withoutNetwork();
        if (lonely.isPresent()) {
            context.console().error(lonely.get());
            return ExitCode.NETWORK;
        }
        ScanConfig config = config();
        if (watch.isPresent()) {
            return new ScanWatch(context.console(), output.json()).run(config, watch.get());
        }
        ScanRun run = new ScanRun(context, config, output.quiet());
        return expectations.isList()
                ? new MissingHosts(context.console(), expectations, output.json()).print(run)
                : new FoundHosts(context.console(), expectations, format(), all).print(run);
    }

    ScanConfig config() throws IOException {
        if (until < 1) {
            throw new UsageException("--until is 1 or more, not " + until);
        }
        expectations.check(until);
        if (all && format() == ScanFormat.plain) {
            throw new UsageException("--all shows absent addresses, and --format plain those that are up: choose one");
        }
        if (patience.isZero() || patience.compareTo(LONGEST_WAIT) > 0) {
            throw new UsageException("--wait is more than 0 and a minute at most");
        }
        if (watch.isPresent() && watch.get().compareTo(ScanWatch.SHORTEST) < 0) {
            throw new UsageException("--watch is 1s or more");
        }
        Details asked = details.details(context.console());
        Ports looked = asked.keys().isEmpty() ? ports : ports.with(asked.handshakePort());
        Set<InetAddress> addresses = targets.addresses(context.console());
        if ((long) addresses.size() * looked.numbers().size() > MOST_CONNECTS) {
            throw new UsageException("so many ports at so many addresses are too much for one scan");
        }
        return new ScanConfig(addresses, looked, patience, until, asked);
    }

    private ScanFormat format() {
        return output.json() ? ScanFormat.json : format;
    }
}
