package dev.netkit.echo.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.RemoteOptions;
import dev.netkit.common.cli.SizeConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.net.Endpoint;
import dev.netkit.echo.EchoLoad;
import dev.netkit.echo.EchoServerConfig;
import dev.netkit.echo.RoundTrips;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netkit echo-load}. */
@Command(
        name = "echo-load",
        description = "Puts an echo server under load and reports requests a second and latency; checks every answer.",
        footer = {
            "",
            "Examples:",
            "  netkit echo-load localhost",
            "  netkit echo-load localhost:9090 -c 200 -d 2s --json"
        })
public final class EchoLoadCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private RemoteOptions remote;

    @Option(names = "--udp", description = "send datagrams")
    private boolean udp;

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            description = "so many at once, each with one message under way (default: 64)")
    private int connections = 64;

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "how long (default: 10s)")
    private Duration duration = Duration.ofSeconds(10);

    @Option(
            names = {"-s", "--size"},
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            description = "bytes in each message, at least 8 (default: 64)")
    private long size = RoundTrips.DEFAULT_SIZE;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    public EchoLoadCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        EchoLoad load = new EchoLoad(plan(remote.endpoint(
                context.console(), udp ? ServiceType.ECHO_UDP : ServiceType.ECHO, EchoServerConfig.DEFAULT_PORT)));
        context.stopSignals().cutsClientShort(load::stop);
        EchoLoad.Report report = load.run();
        if (json) {
            context.console().print(json(report).toString());
        } else {
            print(report);
        }
        if (report.requests() == 0 && report.wrong() == 0) {
            return ExitCode.NETWORK;
        }
        boolean flawless = report.wrong() == 0 && report.lost() == 0 && report.errors() == 0;
        return flawless ? ExitCode.DONE : ExitCode.NO;
    }

    EchoLoad.Plan plan(Endpoint server) {
        try {
            int bytes = Math.toIntExact(Math.min(size, Integer.MAX_VALUE));
            return new EchoLoad.Plan(server, udp, connections, duration, bytes, remote.timeout());
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private void print(EchoLoad.Report report) throws IOException {
        Console console = context.console();
        console.print(String.format(
                Locale.ROOT,
                "%d requests in %.2f s over %d connections: %.0f a second",
                report.requests(),
                report.seconds(),
                connections,
                report.requestsPerSecond()));
        console.print(report.errors() + " errors, " + report.lost() + " lost, " + report.wrong() + " wrong");
        console.print(Figures.line(report.latency()));
    }

    private JsonLine json(EchoLoad.Report report) {
        JsonLine line = JsonLine.event("summary")
                .with("connections", connections)
                .with("requests", report.requests())
                .with("seconds", report.seconds())
                .with("requestsPerSecond", report.requestsPerSecond())
                .with("errors", report.errors())
                .with("lost", report.lost())
                .with("wrong", report.wrong());
        return Figures.add(line, report.latency());
    }
}
