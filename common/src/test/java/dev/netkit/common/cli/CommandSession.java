package dev.netkit.common.cli;

import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/** A console inside the test's process, and the commands that are run at it. */
public record CommandSession(TestConsole console, StopSignals signals) {
    private static CommandSession at(TestConsole console) {
        return new CommandSession(console, new StopSignals());
    }

    public static CommandSession ofPipes() {
        return ofPipes("");
    }

    public static CommandSession ofPipes(String input) {
        return at(TestConsole.ofPipes(input));
    }

    public static CommandSession ofPipes(byte[] input) {
        return at(TestConsole.ofPipes(input));
    }

    public static CommandSession ofTerminal() {
        return ofTerminal("");
    }

    public static CommandSession ofTerminal(String typed) {
        return at(TestConsole.ofTerminal(typed));
    }

    /** Parses and calls; an exception becomes what it would be in the program. */
    public int run(Function<CommandContext, ? extends Callable<Integer>> command, String... args) {
        return run(command, new CommandContext(console.console(), signals), args);
    }

    /** Runs a command at a console of another kind. */
    public static int run(
            Function<CommandContext, ? extends Callable<Integer>> command, CommandContext context, String... args) {
        Callable<Integer> instance = command.apply(context);
        try {
            new CommandLine(instance).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
            return instance.call();
        } catch (CommandLine.ParameterException e) {
            context.console().say("netkit: " + e.getMessage());
            return ExitCode.USAGE;
        } catch (Exception e) {
            Failure failure = Failure.of(e);
            context.console().error(failure);
            return failure.exitCode();
        }
    }

    public String out() {
        return console.out();
    }

    public byte[] outBytes() {
        return console.outBytes();
    }

    public String err() {
        return console.err();
    }
}
