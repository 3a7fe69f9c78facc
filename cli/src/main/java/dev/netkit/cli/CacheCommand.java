package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code netkit cache}, as far as help and completion know it. The launcher answers it before there is a JVM; whoever
 * gets here started the jar without the launcher.
 */
@Command(
        name = "cache",
        description = "Makes, clears or shows what lets netkit start fast.",
        footer = {"", "Examples:", "  netkit cache warm", "  netkit cache status"})
final class CacheCommand implements Callable<Integer> {
    /** What the launcher can do. */
    private enum Action {
        warm,
        clear,
        status
    }

    @Parameters(index = "0", paramLabel = "warm|clear|status", description = "what to do")
    private Action action;

    CacheCommand(CommandContext context) {}

    @Override
    public Integer call() {
        throw new UsageException("the start-up cache belongs to the launcher: scripts/netkit cache " + action);
    }
}
