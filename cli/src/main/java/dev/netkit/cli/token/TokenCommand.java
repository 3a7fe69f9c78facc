package dev.netkit.cli.token;

import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.crypto.Fernet;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.crypto.InvalidTokenException;
import dev.netkit.common.crypto.TokenAnatomy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netkit token}. */
@Command(
        name = "token",
        description = {
            "Shows what a Fernet token is made of, which needs no key; with a key, also whether it holds.",
            "What is in it is not shown: 'netkit decrypt' does that."
        },
        footer = {"", "Example:", "  echo hello | netkit encrypt --key-file room.key | netkit token"})
public final class TokenCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "TOKEN", description = "the token (default: standard input)")
    private String text;

    @Mixin
    private KeyOptions key;

    @Mixin
    private TimeToLive ttl;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    public TokenCommand(CommandContext context) {
        console = context.console();
    }

    @Override
    public Integer call() throws IOException {
        Optional<List<FernetKey>> keys = key.keys(console);
        if (keys.isEmpty() && ttl.isGiven()) {
            throw new UsageException("--ttl says whether a token holds, and that needs a key");
        }
        byte[] token = text == null ? WholeInput.readToken(console) : text.getBytes(StandardCharsets.UTF_8);
        TokenAnatomy anatomy = TokenAnatomy.of(token);
        Optional<Boolean> holds = keys.isPresent() ? Optional.of(holds(keys.get(), token)) : Optional.empty();
        show(new TokenReport(anatomy, token.length, Clock.systemUTC().instant(), holds));
        return holds.orElse(anatomy.flaw().isEmpty()) ? ExitCode.DONE : ExitCode.PROTOCOL;
    }

    private boolean holds(List<FernetKey> keys, byte[] token) {
        try {
            ttl.decrypt(new Fernet(keys), token);
            return true;
        } catch (InvalidTokenException e) {
            return false;
        }
    }

    private void show(TokenReport report) throws IOException {
        if (json) {
            console.print(report.json());
            return;
        }
        for (String line : report.lines()) {
            console.print(line);
        }
    }
}
