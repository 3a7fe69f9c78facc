package dev.netkit.discovery.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.UsageException;
import dev.netkit.discovery.scan.Details;
import dev.netkit.discovery.scan.OwnNetworks;
import dev.netkit.discovery.scan.Ports;
import dev.netkit.discovery.scan.Scan;
import dev.netkit.discovery.scan.ScanConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code netkit scan}. */
@Command(
        name = "scan",
        description = {
            "Finds the hosts of a network and their open ports; needs no privileges.",
            "Exit code 0 if a host is up, 1 if none is."
        },
        subcommands = ScanDiffCommand.class,
        footer = {
            "",
            "Examples:",
            "  netkit scan",
            "  netkit scan 10.0.0.0/24 --exclude 10.0.0.1 --port 22,80,9000-9010",
            "  netkit scan 10.0.0.5-40 --json | jq -r 'select(.up).address'"
        })
public final class ScanCommand implements Callable<Integer> {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int SUSPICIOUS = 4;
    private static final int MOST_CONNECTS = 1 << 20;

    private final CommandContext context;

    @Mixin
    private TargetOptions targets;

    @Mixin
    private DetailOptions details;

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
            description = "scan again every so often, and print only what is different; down is who was missed twice")
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
        ScanConfig config = config();
        if (watch.isPresent()) {
            new ScanWatch(context.console(), output.json()).run(config, watch.get());
        }
        OwnNetworks own = OwnNetworks.ofMachine();
        Scan scan = Scan.ofMachine(config, own);
        context.stopSignals().cutsClientShort(scan::stop);
        HostPrinter printer = new HostPrinter(context.console(), format(), all);
        printer.printHead();
        long start = System.nanoTime();
        Scan.Summary summary = run(scan, printer);
        if (!output.quiet()) {
            say(summary, printer, Duration.ofNanos(System.nanoTime() - start));
            explain(summary, printer, config.addresses(), own);
        }
        return summary.up() > 0 ? ExitCode.DONE : ExitCode.NO;
    }

    ScanConfig config() throws IOException {
        if (until < 1) {
            throw new UsageException("--until is 1 or more, not " + until);
        }
        if (patience.isZero() || patience.compareTo(LONGEST_WAIT) > 0) {
            throw new UsageException("--wait is more than 0 and a minute at most");
        }
        if (watch.isPresent() && (until < Integer.MAX_VALUE || format != ScanFormat.table || all)) {
            throw new UsageException("--watch looks at everybody every time: no --until, no --format and no --all");
        }
        if (watch.isPresent() && watch.get().compareTo(ScanWatch.SHORTEST) < 0) {
            throw new UsageException("--watch is 1s or more");
        }
        Details asked = details.details(context.console());
        Ports all = asked.keys().isEmpty() ? ports : ports.with(asked.handshakePort());
        Set<InetAddress> addresses = targets.addresses(context.console());
        if ((long) addresses.size() * all.numbers().size() > MOST_CONNECTS) {
            throw new UsageException("so many ports at so many addresses are too much for one scan");
        }
        return new ScanConfig(addresses, all, patience, until, asked);
    }

    private ScanFormat format() {
        return output.json() ? ScanFormat.json : format;
    }

    private static Scan.Summary run(Scan scan, HostPrinter printer) throws IOException {
        try {
            return scan.run(printer);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void say(Scan.Summary summary, HostPrinter printer, Duration took) {
        String rest = summary.remembered() == 0 ? "" : summary.remembered() + " only remembered, ";
        context.console()
                .say(count(summary.up(), "host") + " up, " + rest + summary.absent() + " absent, "
                        + count(printer.openPorts(), "open port")
                        + String.format(Locale.ROOT, ", in %.1f s", took.toMillis() / 1e3));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void explain(Scan.Summary summary, HostPrinter printer, Set<InetAddress> addresses, OwnNetworks own) {
        int most = printer.mostOfOneCard();
        if (most >= SUSPICIOUS && most > summary.up() / 2) {
            context.console().say("one card has " + most + " of these addresses: it may answer for others");
        }
        if (!Scan.seesNeighbours() || addresses.stream().noneMatch(own::isOnLink)) {
            context.console().say("only by their ports: a host that answers on none of them is not found from here");
        } else if (summary.up() + summary.remembered() <= 1) {
            context.console().say("next to nobody: a network that keeps its members apart, or another one than meant?");
        }
    }
}
