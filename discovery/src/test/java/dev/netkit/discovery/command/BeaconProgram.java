package dev.netkit.discovery.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.StopSignals;
import picocli.CommandLine;

/** The beacon as a process of its own, which a test can start in another network namespace; ends when it is told to. */
final class BeaconProgram {
    private BeaconProgram() {}

    public static void main(String... args) throws Exception {
        StopSignals signals = new StopSignals();
        Runtime.getRuntime().addShutdownHook(new Thread(signals::stop));
        BeaconCommand command = new BeaconCommand(new CommandContext(Console.ofProcess(), signals));
        new CommandLine(command).parseArgs(args);
        System.exit(command.call());
    }
}
