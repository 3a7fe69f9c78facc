package dev.netkit.echo.command;

import dev.netkit.common.cli.UsageException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Which options stand on the command line itself: one from the environment or a file may be of no use here. */
final class GivenOptions {
    private final ParseResult parsed;

    GivenOptions(CommandSpec spec) {
        this.parsed = spec.commandLine().getParseResult();
    }

    /** Refuses each of these options where somebody has asked for it in vain, and says why. */
    void refuse(String why, String... names) {
        for (String name : names) {
            if (parsed.hasMatchedOption(name)) {
                throw new UsageException(name + " " + why);
            }
        }
    }
}
