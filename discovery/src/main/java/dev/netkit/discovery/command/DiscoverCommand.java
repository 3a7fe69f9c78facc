package dev.netkit.discovery.command;

import dev.netkit.common.cli.AddressConverter;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.JsonLine;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.PortConverter;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.net.AddressText;
import dev.netkit.discovery.BeaconConfig;
import dev.netkit.discovery.Broadcast;
import dev.netkit.discovery.Discovery;
import dev.netkit.discovery.DiscoveryConfig;
import dev.netkit.discovery.FoundBeacon;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netkit discover}. */
@Command(
        name = "discover",
        description = {
            "Asks everybody on this machine's networks who is there, by UDP broadcast on port 1234.",
            "Exit code 0 if somebody who shares the key answered, 1 if nobody did."
        },
        footer = {
            "",
            "Examples:",
            "  netkit discover --key-file room.key",
            "  netkit discover --key-file room.key --until 1 --json | jq -r .address"
        })
public final class DiscoverCommand implements Callable<Integer> {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final double NANOS_A_MILLISECOND = 1e6;

    private final CommandContext context;

    @Mixin
    private OutputOptions output;

    @Mixin
    private KeyOptions key;

    @Option(
            names = "--udp-port",
            paramLabel = "N",
            converter = PortConverter.class,
            description = "port that beacons listen on (default: 1234)")
    private int udpPort = BeaconConfig.DEFAULT_UDP_PORT;

    @Option(
            names = "--wait",
            paramLabel = "D",
            converter = DurationConverter.class,
            description = "how long to wait for answers (default: 1200ms)")
    private Duration patience = DiscoveryConfig.DEFAULT_PATIENCE;

    @Option(
            names = "--to",
            paramLabel = "ADDR",
            converter = AddressConverter.class,
            description = "ask that address, not everybody; may be given more than once")
    private List<InetAddress> targets = List.of();

    @Option(names = "--until", paramLabel = "N", description = "leave as soon as so many have answered")
    private int until = Integer.MAX_VALUE;

    @Option(names = "--name", paramLabel = "NAME", description = "who asks (default: the system user's name)")
    private String name = System.getProperty("user.name", "");

    public DiscoverCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        output.open(context.console()); // for what it says about logging
        checkOptions();
        List<InetAddress> asked = targets.isEmpty() ? Broadcast.ownAddresses() : targets;
        if (asked.isEmpty()) {
            context.console().error(noNetwork());
            return ExitCode.NETWORK;
        }
        Discovery discovery = new Discovery(new DiscoveryConfig(
                new Broadcast(asked, udpPort), name, key.requiredKeys(context.console()), patience, until));
        return summarize(ask(discovery));
    }

    private void checkOptions() {
        if (udpPort == 0) {
            throw new UsageException("nobody listens on --udp-port 0");
        }
        if (until < 1) {
            throw new UsageException("--until is 1 or more, not " + until);
        }
        if (patience.isZero() || patience.compareTo(LONGEST_WAIT) > 0) {
            throw new UsageException("--wait is more than 0 and an hour at most");
        }
    }

    static Failure noNetwork() {
        return new Failure(
                ExitCode.NETWORK,
                "cannot broadcast: no network of this machine has a broadcast address",
                Optional.of("--to names an address"));
    }

    private Discovery.Summary ask(Discovery discovery) throws IOException {
        try {
            return discovery.ask(this::print);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void print(FoundBeacon beacon) {
        try {
            context.console().print(output.json() ? json(beacon).toString() : line(beacon));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonLine json(FoundBeacon beacon) {
        return JsonLine.empty()
                .with("address", AddressText.of(beacon.address().getAddress()))
                .with("port", beacon.address().getPort())
                .with("name", beacon.name())
                .with("rttMillis", Math.round(millis(beacon) * 10) / 10.0);
    }

    /** Columns for a person, tabs for a program. */
    private String line(FoundBeacon beacon) {
        String address = AddressText.of(beacon.address().getAddress());
        String shownName = SafeText.escape(beacon.name());
        return context.console().outIsTerminal()
                ? String.format(Locale.ROOT, "%-15s  %-20s  %.1f ms", address, shownName, millis(beacon))
                : address + "\t" + shownName;
    }

    private static double millis(FoundBeacon beacon) {
        return beacon.roundTrip().toNanos() / NANOS_A_MILLISECOND;
    }

    private int summarize(Discovery.Summary summary) {
        if (!output.quiet()) {
            String who = summary.found() == 1 ? "1 beacon" : summary.found() + " beacons";
            String where = summary.networks() == 1 ? "" : ", asked at " + summary.networks() + " addresses";
            String others = summary.strangers() == 0 ? "" : "; " + summary.strangers() + " with another key";
            context.console().say(who + where + others);
            if (summary.found() == 0 && summary.strangers() == 0) {
                context.console().say("no beacon, a firewall, or a network that keeps its members apart");
            }
        }
        return summary.found() > 0 ? ExitCode.DONE : ExitCode.NO;
    }
}
