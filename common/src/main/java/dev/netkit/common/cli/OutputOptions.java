package dev.netkit.common.cli;

import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How much a service says, in which form, and where. */
public final class OutputOptions {
    @Option(
            names = {"-q", "--quiet"},
            description = "say only errors, start and stop")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "say more; an error shows where it arose")
    private boolean verbose;

    @Option(names = "--trace", description = "show every frame or portion, annotated, with a hex dump")
    private boolean trace;

    @Option(names = "--json", description = "one JSON object a line on standard output")
    private boolean json;

    @Option(names = "--log-file", paramLabel = "FILE", description = "service messages go there, not to the screen")
    private Path logFile;

    public boolean json() {
        return json;
    }

    public boolean quiet() {
        return quiet;
    }

    /** Whether nothing special is wanted: messages as text, on standard error, at the usual detail. */
    public boolean isPlain() {
        return !quiet && !verbose && !trace && !json && logFile == null;
    }

    public boolean trace() {
        return trace;
    }

    /** Sets logging up and opens the output; a log file that cannot be written is found out here. */
    public ServiceOutput open(Console console) throws IOException {
        if (quiet && (verbose || trace)) {
            throw new UsageException("-q says less, -v and --trace say more: choose one");
        }
        if (logFile != null) {
            LogSettings.file(logFile);
        }
        if (verbose) {
            LogSettings.beVerbose();
        }
        if (verbose || trace || logFile != null) {
            LogSettings.level(trace ? "TRACE" : verbose ? "DEBUG" : "INFO");
        }
        return new ServiceOutput(console, detail(), json, logFile != null);
    }

    private Detail detail() {
        if (trace) {
            return Detail.TRACE;
        }
        return quiet ? Detail.ESSENTIAL : Detail.ACTIVITY;
    }
}
