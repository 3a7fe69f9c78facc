package dev.netkit.discovery.command;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.StopSignals;
import dev.netkit.common.cli.TestConsole;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/** One run of a command inside the test's process, with what it printed. */
record Session(TestConsole console, StopSignals signals) {
    static Session ofPipes(String input) {
        return new Session(TestConsole.ofPipes(input), new StopSignals());
    }

    static Session ofPipes() {
        return ofPipes("");
    }

    static Session ofTerminal() {
        return new Session(TestConsole.ofTerminal(""), new StopSignals());
    }

    /** Parses and calls; an exception becomes what it would be in the program. */
    int run(Function<CommandContext, ? extends Callable<Integer>> command, String... args) {
        Callable<Integer> instance = command.apply(new CommandContext(console.console(), signals));
        try {
            new CommandLine(instance).parseArgs(args);
            return instance.call();
        } catch (CommandLine.ParameterException e) {
            console.console().say("netkit: " + e.getMessage());
            return 2;
        } catch (Exception e) {
            Failure failure = Failure.of(e);
            console.console().error(failure);
            return failure.exitCode();
        }
    }

    String out() {
        return console.out();
    }

    String err() {
        return console.err();
    }
}
