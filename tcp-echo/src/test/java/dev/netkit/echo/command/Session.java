package dev.netkit.echo.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.StopSignals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/** One run of a command inside the test's process, with what it read and printed. */
final class Session {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignals stopSignals = new StopSignals();
    private final CommandContext context;

    private Session(String input, String terminals) {
        Console console = new Console(new ByteArrayInputStream(input.getBytes(UTF_8)), out, err, terminals);
        this.context = new CommandContext(console, stopSignals);
    }

    static Session withInput(String input) {
        return new Session(input, "");
    }

    static Session atTerminal(String typed) {
        return new Session(typed, "012");
    }

    /** Parses and calls; an exception becomes what it would be in the program. */
    int run(Function<CommandContext, ? extends Callable<Integer>> command, String... args) {
        Callable<Integer> instance = command.apply(context);
        try {
            new CommandLine(instance).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
            return instance.call();
        } catch (CommandLine.ParameterException e) {
            return 2;
        } catch (Exception e) {
            Failure failure = Failure.of(e);
            context.console().error(failure);
            return failure.exitCode();
        }
    }

    StopSignals stopSignals() {
        return stopSignals;
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }
}
