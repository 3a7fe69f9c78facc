package dev.netkit.auth.command;

import dev.netkit.auth.Username;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.UsageException;
import picocli.CommandLine.Parameters;

/** A command of the client that is about an account by its name. */
abstract class NamedAuthCall extends AuthCall {
    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "USER",
            description = "whose account (default: the system's user)")
    private String username = System.getProperty("user.name", "");

    NamedAuthCall(CommandContext context) {
        super(context);
    }

    String username() {
        try {
            return Username.parse(username).text();
        } catch (IllegalArgumentException e) {
            throw new UsageException("USER: " + e.getMessage());
        }
    }
}
