package dev.netkit.discovery.command;

import dev.netkit.common.cli.AddressConverter;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.LocalFileException;
import dev.netkit.common.cli.NothingFoundException;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.PortConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.discovery.Broadcast;
import dev.netkit.discovery.EthersFile;
import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.MagicPacket;
import dev.netkit.discovery.scan.KnownNeighbours;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code netkit wake}. */
@Command(
        name = "wake",
        description = {
            "Wakes a sleeping computer whose network card is set up for it (Wake-on-LAN).",
            "Nothing comes back: whether it woke up, 'netkit scan' shows."
        },
        footer = {
            "",
            "Examples:",
            "  netkit wake 00:1a:2b:3c:4d:5e",
            "  netkit wake 00:1a:2b:3c:4d:5e --to 10.77.0.255",
            "  netkit wake 10.77.0.2"
        })
public final class WakeCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin
    private OutputOptions output;

    @Parameters(
            paramLabel = "MAC|NAME",
            description = {
                "the sleeper's hardware address, or a name whose address stands in /etc/ethers,",
                "or a host that was there not long ago (Linux: the neighbour table)"
            })
    private String who;

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

    public WakeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        output.open(context.console()); // for what it says about logging
        if (port == 0) {
            throw new UsageException("nothing can be sent to --port 0");
        }
        MacAddress sleeper = sleeper();
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

    private MacAddress sleeper() throws IOException {
        try {
            return MacAddress.parse(who);
        } catch (IllegalArgumentException e) {
            if (who.indexOf(':') >= 0 || who.isBlank()) {
                throw new UsageException(e.getMessage());
            }
        }
        Optional<MacAddress> known = inEthers().or(this::neighbour);
        return known.orElseThrow(() -> new NothingFoundException(
                "the hardware address of '" + who + "' is not known",
                "give the address, or write it into " + EthersFile.USUAL + ": 00:1a:2b:3c:4d:5e " + who));
    }

    private Optional<MacAddress> inEthers() throws LocalFileException {
        try {
            return new EthersFile(EthersFile.USUAL).address(who);
        } catch (IOException e) {
            throw new LocalFileException("cannot read " + EthersFile.USUAL, e);
        }
    }

    private Optional<MacAddress> neighbour() {
        try {
            return KnownNeighbours.address(who);
        } catch (IOException e) {
            return Optional.empty(); // nobody has that name, which comes to the same
        }
    }
}
