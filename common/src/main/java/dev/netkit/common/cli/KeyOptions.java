package dev.netkit.common.cli;

import dev.netkit.common.crypto.FernetKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Where the shared keys come from: the file on the command line, else the environment's {@code NETKIT_KEY}, else a file
 * that is a default. A key itself is never an argument, because other users can see those.
 */
public final class KeyOptions {
    private static final String OPTION = "--key-file";
    private static final String VARIABLE = "NETKIT_KEY";

    private final Map<String, String> environment;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = OPTION,
            paramLabel = "FILE",
            description = {
                "shared Fernet keys, one a line: the first encrypts, all decrypt",
                "(or the key itself in the environment, as NETKIT_KEY)"
            })
    private Path keyFile;

    public KeyOptions() {
        this(System.getenv());
    }

    KeyOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether the command line itself names a key file. */
    public boolean isGiven() {
        return new GivenOptions(spec).has(OPTION);
    }

    /** The keys, the first of which encrypts; empty if none are configured. */
    public Optional<List<FernetKey>> keys(Console console) throws LocalFileException {
        String text = environment.getOrDefault(VARIABLE, "");
        if (keyFile != null && (isGiven() || text.isEmpty())) {
            return Optional.of(new KeyFile(keyFile).read(console));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(ofEnvironment(text));
    }

    /** The keys that a service seals with; none if none are configured, and then nothing is sealed. */
    public List<FernetKey> sealingKeys(Console console) throws LocalFileException {
        return keys(console).orElse(List.of());
    }

    /** As {@link #keys}, for a command that can do nothing without. */
    public List<FernetKey> requiredKeys(Console console) throws LocalFileException {
        return keys(console)
                .orElseThrow(() -> new UsageException(
                        "which key? give --key-file or set NETKIT_KEY; 'netkit key --out FILE' makes one"));
    }

    private static List<FernetKey> ofEnvironment(String text) {
        try {
            return KeyText.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new UsageException("cannot use " + VARIABLE + ": " + e.getMessage());
        }
    }
}
