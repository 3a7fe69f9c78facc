package dev.netkit.echo.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.StopSignals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/** One run of a command inside the test's process, with what it read and printed. */
final class Session {
    private final ByteArrayOutputStream out;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignals stopSignals = new StopSignals();
    private final CommandContext context;

    private Session(byte[] input, ByteArrayOutputStream out, String terminals) {
        this.out = out;
        Console console = new Console(new ByteArrayInputStream(input), out, err, terminals);
        this.context = new CommandContext(console, stopSignals);
    }

    static Session withInput(String input) {
        return withInput(input.getBytes(UTF_8));
    }

    static Session withInput(byte[] input) {
        return new Session(input, new ByteArrayOutputStream(), "");
    }

    /** Whoever reads standard output leaves after the first line. */
    static Session readForOneLine() {
        return new Session(new byte[0], new OneLine(), "");
    }

    static Session atTerminal(String typed) {
        return new Session(typed.getBytes(UTF_8), new ByteArrayOutputStream(), "012");
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

    byte[] outBytes() {
        return out.toByteArray();
    }

    String err() {
        return err.toString(UTF_8);
    }

    private static final class OneLine extends ByteArrayOutputStream {
        private boolean failed;

        @Override
        public void write(byte[] line) throws IOException {
            if (failed) {
                throw new AssertionError("written to after it failed");
            }
            failed = size() > 0;
            if (failed) {
                throw new LocalFileException("cannot write", new IOException("gone"));
            }
            super.write(line);
        }
    }
}
