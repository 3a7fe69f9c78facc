package dev.netkit.discovery.command;

import dev.netkit.common.cli.AddressConverter;
import dev.netkit.common.cli.CommandContext;
import dev.netkit.common.cli.DurationConverter;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.InterfaceConverter;
import dev.netkit.common.cli.KeyOptions;
import dev.netkit.common.cli.OutputOptions;
import dev.netkit.common.cli.PortConverter;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.dnssd.SearchConfig;
import dev.netkit.common.dnssd.ServiceSearch;
import dev.netkit.common.dnssd.ServiceType;
import dev.netkit.discovery.BeaconConfig;
import dev.netkit.discovery.Broadcast;
import dev.netkit.discovery.Discovery;
import dev.netkit.discovery.DiscoveryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code netkit discover}. */
@Command(
        name = "discover",
        description = {
            "Asks everybody on this machine's networks who is there.",
            "By DNS-SD: who has announced a service. With a key, by UDP broadcast on port 1234: the beacons that share it.",
            "Exit code 0 if somebody was found, 1 if nobody was."
        },
        footer = {
            "",
            "Examples:",
            "  netkit discover",
            "  netkit discover --service chat,file",
            "  netkit discover --key-file room.key",
            "  netkit discover --key-file room.key --no-dns-sd --json | jq -r .address"
        })
public final class DiscoverCommand implements Callable<Integer> {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

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
            description = "ask that address by a datagram, not everybody; may be given more than once")
    private List<InetAddress> targets = List.of();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            split = ",",
            converter = ServiceTypeConverter.class,
            description = "look for those only: echo, echo-udp, file, id, auth, chat or beacon")
    private Set<ServiceType> services = Set.of();

    @Option(names = "--no-dns-sd", description = "ask by broadcast only")
    private boolean noDnsSd;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "IFACE",
            converter = InterfaceConverter.class,
            description = "ask on that network interface only")
    private NetworkInterface network;

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
        Inquiry inquiry = new Inquiry(until, this::print);
        Optional<AnnouncedWay> announced = announced();
        Optional<BroadcastWay> broadcast = broadcast(announced.isPresent());
        if (announced.isEmpty() && broadcast.isEmpty()) {
            context.console().error(noNetwork());
            return ExitCode.NETWORK;
        }
        broadcast.ifPresent(inquiry::add);
        announced.ifPresent(inquiry::add);
        int found = inquiry.run();
        if (!output.quiet()) {
            summarize(broadcast.flatMap(BroadcastWay::summary), announced.map(AnnouncedWay::found));
        }
        return found > 0 ? ExitCode.DONE : ExitCode.NO;
    }

    private Optional<AnnouncedWay> announced() throws IOException {
        if (noDnsSd || !targets.isEmpty()) {
            return Optional.empty();
        }
        Set<ServiceType> types = services.isEmpty() ? EnumSet.allOf(ServiceType.class) : services;
        List<NetworkInterface> networks = network == null ? SearchConfig.usualNetworks() : List.of(network);
        return Optional.of(new AnnouncedWay(new ServiceSearch(new SearchConfig(types, networks, patience))));
    }

    /** Empty if there is nobody to ask, or no key to ask with, and something else is asked. */
    private Optional<BroadcastWay> broadcast(boolean other) throws IOException {
        if (!services.isEmpty() && !services.contains(ServiceType.BEACON)) {
            return Optional.empty();
        }
        List<FernetKey> keys = other ? key.sealingKeys(context.console()) : key.requiredKeys(context.console());
        List<InetAddress> asked = targets.isEmpty() ? broadcastAddresses() : targets;
        if (keys.isEmpty() || asked.isEmpty()) {
            return Optional.empty();
        }
        DiscoveryConfig config = new DiscoveryConfig(new Broadcast(asked, udpPort), name, keys, patience);
        return Optional.of(new BroadcastWay(new Discovery(config)));
    }

    private List<InetAddress> broadcastAddresses() {
        return network == null ? Broadcast.ownAddresses() : Broadcast.addressesOf(Stream.of(network));
    }

    private void checkOptions() {
        if (udpPort == 0) {
            throw new UsageException("nobody listens on --udp-port 0");
        }
        if (until < 1) {
            throw new UsageException("--until is 1 or more, not " + until);
        }
        if (noDnsSd && !services.isEmpty() && !services.contains(ServiceType.BEACON)) {
            throw new UsageException("only beacons answer broadcasts: --no-dns-sd leaves nothing to ask for");
        }
        if (!targets.isEmpty() && network != null) {
            throw new UsageException("--to says whom to ask, and so does --interface: choose one");
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

    private void print(Answer answer) throws IOException {
        boolean forPeople = context.console().outIsTerminal();
        String line = forPeople ? answer.columns() : answer.tabs();
        context.console().print(output.json() ? answer.json().toString() : line);
    }

    private void summarize(Optional<Discovery.Summary> broadcast, Optional<Integer> announced) {
        Optional<String> beacons = broadcast.map(DiscoverCommand::text);
        Optional<String> services = announced.map(found -> found + " announced");
        boolean answered =
                broadcast.stream().anyMatch(summary -> summary.found() + summary.strangers() + summary.replaying() > 0);
        if (!answered && announced.orElse(0) == 0) {
            sayAll(beacons, services);
            context.console().say("nobody, a firewall, or a network that keeps its members apart");
        } else {
            sayAll(beacons.filter(text -> answered), services.filter(text -> announced.orElse(0) > 0));
        }
    }

    private void sayAll(Optional<String> beacons, Optional<String> announced) {
        context.console()
                .say(Stream.of(beacons, announced).flatMap(Optional::stream).collect(Collectors.joining("; ")));
    }

    private static String text(Discovery.Summary summary) {
        String who = summary.found() == 1 ? "1 beacon" : summary.found() + " beacons";
        String where = summary.networks() == 1 ? "" : ", asked at " + summary.networks() + " addresses";
        String others = summary.strangers() == 0 ? "" : "; " + summary.strangers() + " with another key";
        String unproven = summary.unproven() == 0 ? "" : "; " + summary.unproven() + " unproven";
        String replaying =
                summary.replaying() == 0 ? "" : "; " + summary.replaying() + " with an answer to somebody else";
        return who + where + unproven + others + replaying;
    }
}
