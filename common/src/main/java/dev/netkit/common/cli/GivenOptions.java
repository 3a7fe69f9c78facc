package dev.netkit.common.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Which options stand on the command line itself: one from the environment or a file may be of no use here. */
public final class GivenOptions {
    private final ParseResult parsed;

    /** Of that command, which must have been parsed. */
    public GivenOptions(CommandSpec spec) {
        this.parsed = spec.commandLine().getParseResult();
    }

    public boolean has(String name) {
        return parsed.hasMatchedOption(name);
    }

    /** Refuses each of these options where somebody has asked for it in vain, and says why. */
    public void refuse(String why, String... names) {
        for (String name : names) {
            if (has(name)) {
                throw new UsageException(name + " " + why);
            }
        }
    }
}
