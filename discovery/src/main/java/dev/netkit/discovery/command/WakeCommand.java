package dev.netkit.discovery.command;

import dev.netkit.common.cli.AddressConverter;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.PortConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.discovery.Broadcast;
import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.MagicPacket;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code netkit wake}. */
@Command(
        name = "wake",
        description = {
            "Wakes a sleeping computer whose network card is set up for it (Wake-on-LAN).",
            "Nothing comes back: whether it woke up, 'netkit scan' shows."
        },
        footer = {"", "Examples:", "  netkit wake 00:1a:2b:3c:4d:5e", "  netkit wake 00:1a:2b:3c:4d:5e --to 10.0.0.255"
        })
public final class WakeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private OutputOptions output;

    @Parameters(paramLabel = "MAC", converter = MacConverter.class, description = "the sleeper's hardware address")
    private MacAddress sleeper;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "N",
            converter = PortConverter.class,
            description = "UDP port to send to (default: 9)")
    private int port = MagicPacket.DEFAULT_PORT;

    @Option(
            names = "--to",
            paramLabel = "ADDR",
            converter = AddressConverter.class,
            description = "send to that address, not to every network; may be given more than once")
    private List<InetAddress> targets = List.of();

    /** Hardware addresses, in any of the ways in which systems write them. */
    static final class MacConverter implements ITypeConverter<MacAddress> {
        @Override
        public MacAddress convert(String text) {
            try {
                return MacAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    public WakeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        output.open(context.console()); // for what it says about logging
        if (port == 0) {
            throw new UsageException("nothing can be sent to --port 0");
        }
        List<InetAddress> asked = targets.isEmpty() ? Broadcast.ownAddresses() : targets;
        if (asked.isEmpty()) {
            context.console().error(DiscoverCommand.noNetwork());
            return ExitCode.NETWORK;
        }
        int sent = new MagicPacket(sleeper).send(new Broadcast(asked, port));
        if (!output.quiet()) {
            context.console().say("sent to " + sleeper + ", at " + (sent == 1 ? "1 address" : sent + " addresses"));
        }
        return ExitCode.DONE;
    }
}
