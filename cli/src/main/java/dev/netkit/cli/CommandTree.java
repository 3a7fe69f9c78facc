package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The picocli model of the program: with every subcommand, or with only the one that will run. */
final class CommandTree {
    private static final String[] FOOTER = {
        "",
        "Exit codes: 0 done, 1 a clean no, 2 wrong usage, 3 network, 4 protocol or integrity,",
        "5 local file, 70 a bug in netkit, 130 and 143 stopped by a signal.",
        "Defaults may come from NETKIT_<OPTION> or from config.properties in ~/.config/netkit."
    };

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
        return spec;
    }

    private static void add(CommandLine root, Subcommand subcommand, CommandContext context) {
        CommandLine line = new CommandLine(subcommand.make(context), new ContextFactory(context));
        complete(line);
        root.addSubcommand(subcommand.command(), line);
    }

    private static void complete(CommandLine line) {
        line.getCommandSpec().mixinStandardHelpOptions(true);
        fixFlags(line.getCommandSpec());
        line.getSubcommands().values().forEach(CommandTree::complete);
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
