package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The picocli model of the program: with every subcommand, or with only the one that will run. */
final class CommandTree {
    private static final String[] FOOTER = {
        "", "Defaults may come from NETKIT_<OPTION> or from config.properties in ~/.config/netkit."
    };

    /** Those of {@code ExitCode} and of the JVM, in the words of every command's help. */
    private static final Map<String, String> EXIT_CODES = UsageMessageSpec.keyValuesMap(
            "0:done; a server that was told to stop has done its job",
            "1:a clean no: denied, nothing found, bytes differ",
            "2:wrong usage",
            "3:network: cannot connect, cannot bind, timed out, connection lost",
            "4:the other side broke the protocol, or a token or a digest is wrong",
            "5:a file, standard output or a store cannot be read or written",
            "70:a bug in netkit",
            "130, 143:a client was stopped by SIGINT, SIGTERM");

    private CommandTree() {}

    /** A tree with that subcommand only, or the whole one if none is given or it needs to see the others. */
    static CommandLine of(CommandContext context, DefaultValues defaults, Optional<Subcommand> only) {
        CommandLine root = new CommandLine(rootSpec());
        if (only.isPresent() && !only.get().needsAll()) {
            add(root, only.get(), context);
        } else {
            for (Subcommand subcommand : Subcommand.values()) {
                add(root, subcommand, context);
            }
        }
        boolean colour = context.console().outIsTerminal() && System.getenv("NO_COLOR") == null;
        root.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
        root.setDefaultValueProvider(defaults);
        root.setExpandAtFiles(false); // "@name" is text that somebody wants to send, not a file to read
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpAutoWidth(false);
        return root;
    }

    private static CommandSpec rootSpec() {
        CommandSpec spec = CommandSpec.create().name("netkit").mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Networking programs for classroom and LAN, in one command.")
                .synopsisSubcommandLabel("COMMAND")
                .footer(FOOTER);
        tellExitCodes(spec);
        return spec;
    }

    private static void add(CommandLine root, Subcommand subcommand, CommandContext context) {
        CommandLine line = new CommandLine(subcommand.make(context), new ContextFactory(context));
        complete(line);
        root.addSubcommand(subcommand.command(), line);
    }

    private static void complete(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true);
        tellExitCodes(line.getCommandSpec());
        fixFlags(line.getCommandSpec());
        line.getSubcommands().values().forEach(CommandTree::complete);
    }

    private static void tellExitCodes(CommandSpec spec) {
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(EXIT_CODES);
    }

    /** A flag that is given means yes; otherwise picocli takes it for the opposite of its default. */
    private static void fixFlags(CommandSpec spec) {
        for (OptionSpec option : List.copyOf(spec.options())) {
            if (option.type() == boolean.class && !option.usageHelp() && !option.versionHelp()) {
                spec.remove(option);
                spec.addOption(option.toBuilder().fallbackValue("true").build());
            }
        }
    }
}
