package dev.netkit.cli.token;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.FernetKey;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code netkit decrypt}. */
@Command(
        name = "decrypt",
        description = {
            "A Fernet token on standard input becomes what was encrypted, on standard output.",
            "An invalid token is exit code 4, and nothing is written."
        },
        footer = {"", "Example:", "  netkit decrypt --key-file room.key --ttl 5m < letter.token"})
public final class DecryptCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private KeyOptions key;

    @Mixin
    private TimeToLive ttl;

    public DecryptCommand(CommandContext context) {
        console = context.console();
    }

    @Override
    public Integer call() throws IOException {
        List<FernetKey> keys = key.requiredKeys(console);
        byte[] token = WholeInput.readToken(console);
        Fernet fernet = new Fernet(keys);
        console.outForPeerData().write(ttl.decrypt(fernet, token));
        return ExitCode.DONE;
    }
}
