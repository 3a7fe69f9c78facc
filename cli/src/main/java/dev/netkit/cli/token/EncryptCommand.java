package dev.netkit.cli.token;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.FernetKey;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netkit encrypt}. */
@Command(
        name = "encrypt",
        description = "Standard input becomes a Fernet token on standard output.",
        footer = {"", "Example:", "  netkit encrypt --key-file room.key < letter.txt > letter.token"})
public final class EncryptCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private KeyOptions key;

    public EncryptCommand(CommandContext context) {
        console = context.console();
    }

    @Override
    public Integer call() throws IOException {
        List<FernetKey> keys = key.requiredKeys(console);
        byte[] plaintext = WholeInput.read(console, WholeInput.MAX_PLAINTEXT);
        byte[] token = new Fernet(keys).encrypt(plaintext);
        byte[] line = Arrays.copyOf(token, token.length + 1);
        line[token.length] = '\n';
        console.out().write(line);
        return ExitCode.DONE;
    }
}
