package dev.netkit.discovery.command;

import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import java.io.IOException;

/**
 * Lists who is there.
 *
 * @param all absent addresses, too
 */
record FoundHosts(Console console, ExpectOptions expectations, ScanFormat format, boolean all) {
    /** Blocks until the scan is over; returns the exit code. */
    int print(ScanRun run) throws IOException {
        HostPrinter printer = new HostPrinter(console, format, all);
        printer.printHead();
        return expectations.isMetBy(run.run(printer).up()) ? ExitCode.DONE : ExitCode.NO;
    }
}
