package dev.netkit.cli;

import dev.netkit.common.cli.UsageException;
import dev.netkit.common.cli.UserFolders;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults for options that the command line does not give: the environment's {@code NETKIT_MAX_FRAME} for {@code
 * --max-frame}, then the file's {@code echo-server.max-frame}, then its {@code max-frame}.
 */
final class DefaultValues implements IDefaultValueProvider {
    /** Where a file goes is said each time. */
    private static final Set<String> NEVER_BY_DEFAULT = Set.of("--out");

    private final Map<String, String> environment;
    private final Path file;
    private final Map<String, String> sources = new HashMap<>();
    private Optional<Properties> properties = Optional.empty();

    DefaultValues(Map<String, String> environment, Path file) {
        this.environment = environment;
        this.file = file;
    }

    /** No defaults from anywhere. */
    static DefaultValues none() {
        return new DefaultValues(Map.of(), Path.of("no", "such", "file"));
    }

    static DefaultValues ofProcess() {
        return new DefaultValues(
                System.getenv(), UserFolders.ofProcess().config().resolve("config.properties"));
    }

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        if (NEVER_BY_DEFAULT.contains(option.longestName())) {
            return null;
        }
        String name = option.longestName().replaceFirst("^--?", "");
        String variable = "NETKIT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        String value = environment.get(variable);
        if (value != null && !value.isEmpty()) {
            sources.put(option.longestName(), variable);
            return value;
        }
        return fromFile(option, name);
    }

    private String fromFile(OptionSpec option, String name) {
        if (properties.isEmpty()) {
            properties = Optional.of(read());
        }
        Properties all = properties.get();
        String value = all.getProperty(option.command().name() + "." + name, all.getProperty(name));
        if (value != null) {
            sources.put(option.longestName(), file.toString());
        }
        return value;
    }

    /** Where the value of an option came from, unless the command line gave it or nobody did. */
    Optional<String> sourceOf(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? Optional.ofNullable(sources.get(option.longestName()))
                : Optional.empty();
    }

    private Properties read() {
        Properties read = new Properties();
        if (!Files.exists(file)) {
            return read;
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
            return read;
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("cannot use the defaults in " + file + ": " + e.getMessage());
        }
    }
}
