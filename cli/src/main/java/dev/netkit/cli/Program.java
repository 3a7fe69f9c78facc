package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.LogSettings;
import dev.netkit.common.cli.OutputClosedException;
import dev.netkit.common.cli.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** From arguments to an exit code. Builds only the subcommand that is named, which halves the start. */
public final class Program {
    private static final List<String> VERSION_OPTIONS = List.of("--version", "-V");

    private final CommandContext context;
    private final DefaultValues defaults;
    private final HostHistory hosts;

    public Program(CommandContext context) {
        this(context, DefaultValues.ofProcess(), HostHistory.ofProcess());
    }

    /** A program whose options have those defaults. */
    Program(CommandContext context, DefaultValues defaults) {
        this(context, defaults, new HostHistory(Optional.empty()));
    }

    private Program(CommandContext context, DefaultValues defaults, HostHistory hosts) {
        this.context = context;
        this.defaults = defaults;
        this.hosts = hosts;
    }

    /** Every command with its options and its help, for what is made from them: the manual's pages, tests. */
    public static CommandLine commands() {
        return CommandTree.of(Training.silentContext(""), DefaultValues.none(), Optional.empty());
    }

    /** Runs one command to its end; blocks as long as the command does, and never throws. */
    public int run(String... args) {
        try {
            if (args.length == 1 && VERSION_OPTIONS.contains(args[0])) {
                context.console().print(Version.text());
                return ExitCode.DONE;
            }
            if (args.length == 1 && args[0].equals(Training.ARGUMENT)) {
                return Training.run();
            }
            return execute(args);
        } catch (IOException | RuntimeException | Error e) {
            return failed(e);
        }
    }

    private int execute(String... args) throws IOException {
        Optional<Subcommand> named = args.length == 0 ? Optional.empty() : Subcommand.named(args[0]);
        CommandLine line = CommandTree.of(context, defaults, named);
        try {
            ParseResult parsed = line.parseArgs(args);
            Optional<Integer> helped = help(parsed);
            return helped.isPresent() ? helped.get() : run(parsed);
        } catch (ParameterException e) {
            return misused(e);
        }
    }

    /** Prints what was asked for instead of a run: help or version. */
    private Optional<Integer> help(ParseResult parsed) throws IOException {
        ParseResult innermost = innermost(parsed);
        CommandLine line = innermost.commandSpec().commandLine();
        if (innermost.isUsageHelpRequested()) {
            context.console().print(line.getUsageMessage().stripTrailing());
            return Optional.of(ExitCode.DONE);
        }
        if (innermost.isVersionHelpRequested()) {
            context.console().print(Version.text());
            return Optional.of(ExitCode.DONE);
        }
        if (!parsed.hasSubcommand()) {
            context.console().say(line.getUsageMessage().stripTrailing());
            return Optional.of(ExitCode.USAGE);
        }
        return Optional.empty();
    }

    private int run(ParseResult parsed) {
        Object command = innermost(parsed).commandSpec().userObject();
        try {
            int exitCode = (Integer) ((Callable<?>) command).call();
            if (exitCode == ExitCode.DONE) {
                server(innermost(parsed)).ifPresent(hosts::remember);
            }
            return exitCode;
        } catch (Exception e) {
            return failed(e);
        }
    }

    /** The server that a client was given, as it was given. */
    private static Optional<String> server(ParseResult parsed) {
        return parsed.matchedPositionals().stream()
                .filter(parameter -> parameter.paramLabel().startsWith("HOST"))
                .flatMap(parameter -> parameter.stringValues().stream())
                .findFirst();
    }

    private static ParseResult innermost(ParseResult parsed) {
        return parsed.hasSubcommand() ? innermost(parsed.subcommand()) : parsed;
    }

    private int misused(ParameterException e) {
        if (e.getCause() instanceof UsageException usage) {
            return failed(usage);
        }
        if (e instanceof UnmatchedArgumentException unmatched && isRoot(e.getCommandLine())) {
            return unknownCommand(unmatched);
        }
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String source = defaults.sourceOf(e.getArgSpec())
                .map(from -> " (from " + from + ")")
                .orElse("");
        context.console()
                .error(Failure.ofUsage(withoutLabel(e) + source, "'" + name + " --help' shows how it is used"));
        return ExitCode.USAGE;
    }

    /** picocli adds the label of the value where an option may be given more than once. */
    private static String withoutLabel(ParameterException e) {
        return e.getArgSpec() instanceof OptionSpec option
                ? e.getMessage().replace(" (" + option.paramLabel() + "):", ":")
                : e.getMessage();
    }

    private static boolean isRoot(CommandLine line) {
        return line.getParent() == null;
    }

    private int unknownCommand(UnmatchedArgumentException e) {
        String name = e.getUnmatched().get(0);
        context.console().error(Failure.ofUsage("there is no command '" + name + "'", "'netkit help' lists them"));
        return ExitCode.USAGE;
    }

    private int failed(Throwable e) {
        if (e instanceof OutputClosedException) {
            return ExitCode.DONE;
        }
        Failure failure = Failure.of(e);
        context.console().error(failure);
        if (LogSettings.verbose()) {
            context.console().stackTrace(e);
        }
        return failure.exitCode();
    }
}
