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

/**
 * Every command of the program: a new one is a line here and a line in {@link #make}. (A method reference beside each
 * name would read better, and cost every start the linking of all of them.)
 */
enum Subcommand {
    ECHO_SERVER("echo-server"),
    ECHO("echo"),
    ECHO_LOAD("echo-load"),
    FILE_SERVER("file-server"),
    SEND_FILE("send-file"),
    ID_SERVER("id-server"),
    IDENTIFY("identify"),
    AUTH_SERVER("auth-server"),
    AUTH("auth"),
    CHAT_SERVER("chat-server"),
    CHAT("chat"),
    BEACON("beacon"),
    DISCOVER("discover"),
    SCAN("scan"),
    WAKE("wake"),
    KEY("key"),
    ENCRYPT("encrypt"),
    DECRYPT("decrypt"),
    TOKEN("token"),
    CACHE("cache"),
    COMPLETION("completion"),
    HELP("help");

    private final String command;

    Subcommand(String command) {
        this.command = command;
    }

    String command() {
        return command;
    }

    /** The picocli command object. */
    Object make(CommandContext context) {
        return switch (this) {
            case ECHO_SERVER -> new EchoServerCommand(context);
            case ECHO -> new EchoCommand(context);
            case ECHO_LOAD -> new EchoLoadCommand(context);
            case FILE_SERVER -> new FileServerCommand(context);
            case SEND_FILE -> new SendFileCommand(context);
            case ID_SERVER -> new IdServerCommand(context);
            case IDENTIFY -> new IdentifyCommand(context);
            case AUTH_SERVER -> new AuthServerCommand(context);
            case AUTH -> new AuthCommand();
            case CHAT_SERVER -> new ChatServerCommand(context);
            case CHAT -> new ChatCommand(context);
            case BEACON -> new BeaconCommand(context);
            case DISCOVER -> new DiscoverCommand(context);
            case SCAN -> new ScanCommand(context);
            case WAKE -> new WakeCommand(context);
            case KEY -> new KeyCommand(context);
            case ENCRYPT -> new EncryptCommand(context);
            case DECRYPT -> new DecryptCommand(context);
            case TOKEN -> new TokenCommand(context);
            case CACHE -> new CacheCommand(context);
            case COMPLETION -> new CompletionCommand(context);
            case HELP -> new HelpCommand(context);
        };
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
