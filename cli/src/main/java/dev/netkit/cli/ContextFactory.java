package dev.netkit.cli;

import dev.netkit.common.cli.CommandContext;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands below a subcommand, which are given the context as the subcommand is. */
record ContextFactory(CommandContext context) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
        Optional<Constructor<?>> withContext = Arrays.stream(type.getConstructors())
                .filter(constructor ->
                        Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {CommandContext.class}))
                .findFirst();
        return withContext.isPresent()
                ? type.cast(withContext.get().newInstance(context))
                : CommandLine.defaultFactory().create(type);
    }
}
