package dev.netkit.auth.command;

import dev.netkit.auth.account.Username;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.RemoteOptions;
import dev.netkit.common.cli.UsageException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** A command of the client that is about an account by its name. */
abstract class NamedAuthCall extends AuthCall {
    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "USER",
            description = "whose account (default: the system's user)")
    private String given;

    private String username = System.getProperty("user.name", "");

    NamedAuthCall(CommandContext context) {
        super(context);
    }

    @Override
    void arrange(RemoteOptions remote) {
        List<String> names = remote.others(Stream.ofNullable(given).toList());
        if (names.size() > 1) {
            throw new UsageException("one USER, not " + String.join(" and ", names));
        }
        username = names.isEmpty() ? username : names.get(0);
    }

    String username() {
        try {
            return Username.parse(username).text();
        } catch (IllegalArgumentException e) {
            throw new UsageException("USER: " + e.getMessage());
        }
    }
}
