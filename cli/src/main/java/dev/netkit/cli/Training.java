package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.StopSignals;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A run whose loaded classes become the class-data archive of later starts (see docs/decisions/0001-start-up.md). It
 * says nothing and talks to nobody but itself, over loopback.
 */
final class Training {
    /** The hidden argument with which the launcher starts it. */
    static final String ARGUMENT = "__train";

    private static final List<String[]> QUIET_RUNS = List.of(
            new String[] {"--help"},
            new String[] {"--version"},
            new String[] {"help", "echo-server"},
            new String[] {"echo", "--no-such-option"},
            new String[] {"echo-server", "--port", "70000"});

    private Training() {}

    static int run() throws IOException {
        for (String[] args : QUIET_RUNS) {
            silent("").run(args);
        }
        EchoTraining.run();
        TokenTraining.run();
        FileTraining.run();
        AuthTraining.run();
        ScanTraining.run();
        return ExitCode.DONE;
    }

    /** A program that reads that input and whose output nobody sees. */
    static Program silent(String input) {
        return silent(silentContext(input));
    }

    /** The user's defaults have no say in a training. */
    static Program silent(CommandContext context) {
        return new Program(context, DefaultValues.none());
    }

    static CommandContext silentContext(String input) {
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                "");
        return new CommandContext(console, new StopSignals());
    }
}
