package dev.netkit.cli.token;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.KeyFile;
import dev.netkit.common.crypto.FernetKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code netkit key}. */
@Command(
        name = "key",
        description = "Makes a new Fernet key and prints it, or puts it into a file.",
        footer = {
            "",
            "Examples:",
            "  netkit key --out room.key",
            "  export NETKIT_KEY=$(netkit key)",
            "To change keys without a break, put the new one first and keep the old one for a while:",
            "  (umask 077; { netkit key; cat room.key; } > new.key)"
        })
public final class KeyCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--out", paramLabel = "FILE", description = "create FILE, for its owner only; never overwrites")
    private Path out;

    public KeyCommand(CommandContext context) {
        console = context.console();
    }

    @Override
    public Integer call() throws IOException {
        FernetKey key = FernetKey.generate(new SecureRandom());
        if (out == null) {
            console.print(key.text());
        } else {
            new KeyFile(out).create(key);
        }
        return ExitCode.DONE;
    }
}
