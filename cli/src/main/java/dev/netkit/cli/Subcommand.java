package dev.netkit.cli;

import dev.netkit.auth.command.AuthCommand;
import dev.netkit.auth.command.AuthServerCommand;
import dev.netkit.auth.command.IdServerCommand;
import dev.netkit.auth.command.IdentifyCommand;
import dev.netkit.chat.command.ChatCommand;
import dev.netkit.chat.command.ChatServerCommand;
import dev.netkit.cli.token.DecryptCommand;
import dev.netkit.cli.token.EncryptCommand;
import dev.netkit.cli.token.KeyCommand;
import dev.netkit.cli.token.TokenCommand;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.discovery.command.BeaconCommand;
import dev.netkit.discovery.command.DiscoverCommand;
import dev.netkit.discovery.command.ScanCommand;
import dev.netkit.discovery.command.WakeCommand;
import dev.netkit.echo.command.EchoCommand;
import dev.netkit.echo.command.EchoLoadCommand;
import dev.netkit.echo.command.EchoServerCommand;
import dev.netkit.file.command.FileServerCommand;
import dev.netkit.file.command.SendFileCommand;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Every command of the program: a new one is one line here. */
enum Subcommand {
    ECHO_SERVER("echo-server", EchoServerCommand::new),
    ECHO("echo", EchoCommand::new),
    ECHO_LOAD("echo-load", EchoLoadCommand::new),
    FILE_SERVER("file-server", FileServerCommand::new),
    SEND_FILE("send-file", SendFileCommand::new),
    ID_SERVER("id-server", IdServerCommand::new),
    IDENTIFY("identify", IdentifyCommand::new),
    AUTH_SERVER("auth-server", AuthServerCommand::new),
    AUTH("auth", context -> new AuthCommand()),
    CHAT_SERVER("chat-server", ChatServerCommand::new),
    CHAT("chat", ChatCommand::new),
    BEACON("beacon", BeaconCommand::new),
    DISCOVER("discover", DiscoverCommand::new),
    SCAN("scan", ScanCommand::new),
    WAKE("wake", WakeCommand::new),
    KEY("key", KeyCommand::new),
    ENCRYPT("encrypt", EncryptCommand::new),
    DECRYPT("decrypt", DecryptCommand::new),
    TOKEN("token", TokenCommand::new),
    CACHE("cache", CacheCommand::new),
    COMPLETION("completion", CompletionCommand::new),
    HELP("help", HelpCommand::new);

    private final String command;
    private final Function<CommandContext, Object> maker;

    Subcommand(String command, Function<CommandContext, Object> maker) {
        this.command = command;
        this.maker = maker;
    }

    String command() {
        return command;
    }

    /** The picocli command object. */
    Object make(CommandContext context) {
        return maker.apply(context);
    }

    /** Whether the command is about the other commands. */
    boolean needsAll() {
        return this == COMPLETION || this == HELP;
    }

    static Optional<Subcommand> named(String name) {
        return Arrays.stream(values())
                .filter(subcommand -> subcommand.command.equals(name))
                .findFirst();
    }
}
