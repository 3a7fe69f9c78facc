package dev.netkit.discovery.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.discovery.scan.PortWait;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** One port that a script waits for. */
final class WaitOptions {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    @Option(
            names = "--wait-for",
            paramLabel = "HOST:PORT",
            description = "scan nothing, but wait until that port is open; exit code 3 if it is not in time")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "how long --wait-for waits (default: 1m)")
    private Duration timeout = DEFAULT_TIMEOUT;

    boolean isGiven() {
        return target.isPresent();
    }

    /** Blocks; returns the exit code. */
    int await(CommandContext context, OutputOptions output) throws IOException {
        Endpoint endpoint = endpoint();
        PortWait wait = new PortWait(endpoint, timeout);
        context.stopSignals().cutsClientShort(wait::stop);
        long start = System.nanoTime();
        PortWait.End end = wait.run();
        Duration passed = Duration.ofNanos(System.nanoTime() - start);
        if (output.json()) {
            context.console().print(object(endpoint, end, passed).toString());
        }
        String shown = SafeText.escape(endpoint.toString());
        if (end == PortWait.End.NOT_IN_TIME) {
            context.console().error(notInTime(shown));
            return ExitCode.NETWORK;
        }
        if (!output.quiet()) {
            String words = end == PortWait.End.OPEN ? " is open, after " : " was not open yet: stopped after ";
            context.console().say(shown + words + ScanWords.seconds(passed));
        }
        return end == PortWait.End.OPEN ? ExitCode.DONE : ExitCode.NO;
    }

    private static JsonLine object(Endpoint endpoint, PortWait.End end, Duration passed) {
        return JsonLine.empty()
                .with("host", endpoint.host())
                .with("port", endpoint.port())
                .with("open", end == PortWait.End.OPEN)
                .with("seconds", passed.toMillis() / 1e3);
    }

    private Failure notInTime(String shown) {
        return new Failure(
                ExitCode.NETWORK,
                shown + " is not open, after " + ScanWords.seconds(timeout),
                Optional.of("--timeout says how long to wait"));
    }

    private Endpoint endpoint() {
        try {
            Endpoint endpoint = Endpoint.parse(target.orElseThrow(), 0);
            if (endpoint.port() == 0) {
                throw new UsageException("--wait-for takes HOST:PORT, and '" + target.get() + "' has no port");
            }
            return endpoint;
        } catch (IllegalArgumentException e) {
            throw new UsageException("--wait-for takes HOST:PORT: " + e.getMessage());
        }
    }
}
