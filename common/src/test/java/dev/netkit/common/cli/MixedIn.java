package dev.netkit.common.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;

/** A command that has some options and nothing else. */
@Command(name = "test")
final class MixedIn<T> {
    @Mixin
    private final T options;

    private MixedIn(T options) {
        this.options = options;
    }

    /** Those options, after these arguments were parsed. */
    static <T> T parsed(T options, String... arguments) {
        return parsed(options, argument -> null, arguments);
    }

    static <T> T parsed(T options, IDefaultValueProvider defaults, String... arguments) {
        MixedIn<T> command = new MixedIn<>(options);
        new CommandLine(command).setDefaultValueProvider(defaults).parseArgs(arguments);
        return command.options;
    }
}
