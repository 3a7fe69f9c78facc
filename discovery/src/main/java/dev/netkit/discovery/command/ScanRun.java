package dev.netkit.discovery.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.discovery.scan.OwnNetworks;
import dev.netkit.discovery.scan.Scan;
import dev.netkit.discovery.scan.ScanConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * One scan, with its progress on a terminal and a summary of how it went.
 *
 * @param quiet without either
 */
record ScanRun(CommandContext context, ScanConfig config, boolean quiet) {
    /** Blocks until the scan is over, or a signal cuts it short. */
    Scan.Summary run(HostPrinter printer) throws IOException {
        OwnNetworks own = OwnNetworks.ofMachine();
        Scan scan = Scan.ofMachine(config, own);
        ScanProgress progress = new ScanProgress(context.console().err());
        if (context.console().errIsTerminal() && !quiet) {
            scan.onProgress(progress);
        }
        context.stopSignals().cutsClientShort(scan::stop);
        long start = System.nanoTime();
        Scan.Summary summary = run(scan, printer, progress);
        if (!quiet) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            context.console().say(ScanWords.summary(summary, printer.openPorts(), took));
            ScanWords.doubts(printer, config.addresses(), own).forEach(context.console()::say);
        }
        return summary;
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
