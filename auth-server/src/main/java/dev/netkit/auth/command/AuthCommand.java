package dev.netkit.auth.command;

import dev.netkit.common.cli.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code netkit auth}: the client of an authentication server. */
@Command(
        name = "auth",
        description = "Registers, logs in and out, and shows who one is, at an authentication server.",
        subcommands = {
            RegisterCommand.class,
            LoginCommand.class,
            WhoamiCommand.class,
            RenewCommand.class,
            LogoutCommand.class,
            PasswdCommand.class,
            InspectCommand.class
        },
        footer = {
            "",
            "A login is kept for the next commands, in ~/.local/state/netkit, for its owner only.",
            "",
            "Examples:",
            "  netkit auth register localhost ann",
            "  netkit auth login localhost ann",
            "  netkit auth whoami localhost"
        })
public final class AuthCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new UsageException("which one? register, login, whoami, renew, logout, passwd or inspect");
    }
}
