package dev.netkit.discovery.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.GivenOptions;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.SafeText;
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
import java.util.List;
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
            "  netkit scan 10.0.0.0/24 --exclude 10.0.0.1 --port 22,80,9000-9010",
            "  netkit scan 10.0.0.5-40 --json | jq -r 'select(.up).address'",
            "  netkit scan --missing class.txt --handshake --key-file room.key",
            "  netkit scan --wait-for lab-7:22 --timeout 2m && ssh lab-7"
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
        checkWait();
        if (wait.isGiven()) {
            return wait.await(context, output.quiet());
        }
        expectations.check();
        Optional<Failure> lonely = targets.withoutNetwork();
        if (lonely.isPresent()) {
            context.console().error(lonely.get());
            return ExitCode.NETWORK;
        }
        ScanConfig config = config();
        if (watch.isPresent()) {
            new ScanWatch(context.console(), output.json()).run(config, watch.get());
        }
        return expectations.isList() ? missing(config) : scan(config);
    }

    private void checkWait() {
        if (wait.isGiven() && targets.isGiven()) {
            throw new UsageException("--wait-for says what to look at, and so does a TARGET: choose one");
        }
        GivenOptions given = new GivenOptions(spec);
        if (wait.isGiven()) {
            String why = "is for a scan, and --wait-for scans nothing";
            given.refuse(why, "--expect", "--missing", "--watch", "--until", "--port", "--wait", "--format", "--all");
        } else {
            given.refuse("is for --wait-for: --wait says how long a scan waits", "--timeout");
        }
    }

    private int scan(ScanConfig config) throws IOException {
        HostPrinter printer = new HostPrinter(context.console(), format(), all);
        printer.printHead();
        return expectations.isMetBy(run(config, printer).up()) ? ExitCode.DONE : ExitCode.NO;
    }

    private int missing(ScanConfig config) throws IOException {
        List<String> wanted = expectations.wanted();
        HostPrinter silent = HostPrinter.silent();
        Scan.Summary summary = run(config, silent);
        List<String> missing = ExpectOptions.missing(wanted, silent.found());
        for (String name : missing) {
            context.console()
                    .print(
                            output.json()
                                    ? JsonLine.empty().with("missing", name).toString()
                                    : SafeText.escape(name));
        }
        return missing.isEmpty() && expectations.isMetBy(summary.up()) ? ExitCode.DONE : ExitCode.NO;
    }

    private Scan.Summary run(ScanConfig config, HostPrinter printer) throws IOException {
        OwnNetworks own = OwnNetworks.ofMachine();
        Scan scan = Scan.ofMachine(config, own);
        ScanProgress progress = new ScanProgress(context.console().err());
        if (context.console().errIsTerminal() && !output.quiet()) {
            scan.onProgress(progress);
        }
        context.stopSignals().cutsClientShort(scan::stop);
        long start = System.nanoTime();
        Scan.Summary summary = run(scan, printer, progress);
        if (!output.quiet()) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            context.console().say(ScanWords.summary(summary, printer.openPorts(), took));
            ScanWords.doubts(printer, config.addresses(), own).forEach(context.console()::say);
        }
        return summary;
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
        if (watch.isPresent() && expectations.isGiven()) {
            throw new UsageException("--watch never ends: no --expect and no --missing");
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

    private static Scan.Summary run(Scan scan, HostPrinter printer, ScanProgress progress) throws IOException {
        try {
            return scan.run(host -> {
                progress.clear();
                printer.accept(host);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            progress.clear();
        }
    }
}
