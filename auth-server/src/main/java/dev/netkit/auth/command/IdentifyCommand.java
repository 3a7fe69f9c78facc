package dev.netkit.auth.command;

import dev.netkit.auth.identity.IdentityClient;
import dev.netkit.auth.identity.IdentityClient.Greeting;
import dev.netkit.auth.identity.IdentityConfig;
import dev.netkit.auth.identity.PersonName;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.RemoteOptions;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.ServiceOutput;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.common.message.RefusedByPeerException;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.WithoutPortions;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netkit identify}. */
@Command(
        name = "identify",
        description = "Shows who a server takes this computer for, and tells it the name that it asks for.",
        footer = {
            "",
            "Without --name the name is asked for at a terminal, and read from standard input elsewhere.",
            "",
            "Examples:",
            "  netkit identify localhost",
            "  netkit identify localhost --name Ann"
        })
public final class IdentifyCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private RemoteOptions remote;

    @Mixin
    private OutputOptions output;

    @Mixin
    private KeyOptions key;

    @Option(names = "--name", paramLabel = "NAME", description = "who one is, if the server asks")
    private String name;

    public IdentifyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Console console = context.console();
        Endpoint server = remote.endpoint(console, ServiceType.ID, IdentityConfig.DEFAULT_PORT);
        ServiceOutput events = output.open(console);
        try (IdentityClient client = IdentityClient.connect(
                server, remote.timeout(), key.sealingKeys(console), new WithoutPortions(events))) {
            Optional<Greeting> known = client.greeting();
            show(known.isPresent() ? known.get() : introduce(client));
        } catch (RefusedByPeerException e) {
            console.say("netkit: the server does not take the name: " + SafeText.escape(e.getMessage()));
            return ExitCode.NO;
        }
        events.check();
        return ExitCode.DONE;
    }

    private Greeting introduce(IdentityClient client) throws IOException {
        if (name != null) {
            return client.tell(name);
        }
        if (!context.console().inIsTerminal()) {
            return client.tell(context.console().readLine().orElse(""));
        }
        while (true) {
            try {
                return client.tell(ask());
            } catch (RefusedByPeerException e) {
                if (!e.code().equals("bad-name")) {
                    throw e;
                }
                context.console().say("the server says: " + SafeText.escape(e.getMessage()));
            }
        }
    }

    /** Asks until the name can be one; the system user's is offered. */
    private String ask() throws IOException {
        String usual = System.getProperty("user.name", "");
        while (true) {
            String answer = context.console()
                    .ask("Your name [" + usual + "]: ")
                    .orElseThrow(() -> new UsageException("the input ended before there was a name"));
            try {
                return PersonName.parse(answer.isBlank() ? usual : answer).text();
            } catch (IllegalArgumentException e) {
                context.console().say(e.getMessage());
            }
        }
    }

    private void show(Greeting greeting) throws IOException {
        if (output.json()) {
            context.console()
                    .print(JsonLine.event("welcome")
                            .with("name", greeting.name())
                            .with("new", greeting.isNew())
                            .toString());
        } else {
            context.console()
                    .print((greeting.isNew() ? "Nice to meet you, " : "Welcome back, ")
                            + SafeText.escape(greeting.name()));
        }
    }
}
