package dev.netkit.discovery.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.StopSignals;
import picocli.CommandLine;

/** The scan as a process of its own, which a test can start in another network namespace. */
final class ScanProgram {
    private ScanProgram() {}

    public static void main(String... args) throws Exception {
        ScanCommand command = new ScanCommand(new CommandContext(Console.ofProcess(), new StopSignals()));
        new CommandLine(command).parseArgs(args);
        System.exit(command.call());
    }
}
