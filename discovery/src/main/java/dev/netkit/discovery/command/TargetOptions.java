package dev.netkit.discovery.command;

import dev.netkit.common.cli.Console;
import dev.netkit.common.cli.ExitCode;
import dev.netkit.common.cli.Failure;
import dev.netkit.common.cli.SafeText;
import dev.netkit.common.cli.UsageException;
import dev.netkit.common.net.AddressText;
import dev.netkit.discovery.scan.OwnNetworks;
import dev.netkit.discovery.scan.Targets;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a scan looks at, and what it may. */
final class TargetOptions {
    private static final String STANDARD_INPUT = "-";

    /** A /20: more is asked for by mistake more often than not. */
    private static final int MOST_UNASKED = 4096;

    private static final int MOST_UNKNOWN_SHOWN = 10;
    private static final String BROADCAST = "255.255.255.255";

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..*",
            description = {
                "addresses, networks (10.0.0.0/24), ranges (10.0.0.5-40), names; - reads them from standard input",
                "(default: this machine's own networks)"
            })
    private List<String> texts = List.of();

    @Option(names = "--exclude", paramLabel = "TARGET", description = "leave those out; may be given more than once")
    private List<String> excluded = List.of();

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "IFACE",
            description = "this interface's networks, even those of containers and tunnels")
    private String interfaceName;

    @Option(names = "--allow-public", description = "look at public addresses too: ask whose they are first")
    private boolean allowPublic;

    @Option(names = "--yes", description = "look at more than 4096 addresses")
    private boolean yes;

    Set<InetAddress> addresses(Console console) throws IOException {
        try {
            Set<InetAddress> addresses = targets(console).addresses();
            addresses.removeAll(excluded(console));
            check(addresses);
            return addresses;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    boolean isGiven() {
        return !texts.isEmpty();
    }

    /** Why this machine's own networks cannot be looked at, if they are what is meant and there are none. */
    Optional<Failure> withoutNetwork() {
        boolean isLost =
                texts.isEmpty() && interfaceName == null && own().ranges().isEmpty();
        return isLost ? Optional.of(noNetwork()) : Optional.empty();
    }

    private static Failure noNetwork() {
        return new Failure(
                ExitCode.NETWORK,
                "nothing to look at: no network interface is up, but those of containers and tunnels",
                Optional.of("--interface looks at one of those, a TARGET says what else"));
    }

    private Targets targets(Console console) throws IOException {
        Targets targets = new Targets(names -> unknown(console, names));
        if (texts.isEmpty()) {
            own().ranges().forEach(targets::add);
            return targets;
        }
        if (interfaceName != null) {
            throw new UsageException("--interface says what to look at, and so does a TARGET: choose one");
        }
        for (String text : texts) {
            if (text.equals(STANDARD_INPUT)) {
                addLines(targets, console);
            } else {
                targets.add(text);
            }
        }
        return targets;
    }

    private static void addLines(Targets targets, Console console) throws IOException {
        Optional<String> line = console.readLine();
        while (line.isPresent()) {
            targets.add(line.get());
            line = console.readLine();
        }
    }

    private OwnNetworks own() {
        if (interfaceName == null) {
            return OwnNetworks.ofMachine().onLan();
        }
        return OwnNetworks.ofInterface(interfaceName)
                .orElseThrow(() ->
                        new UsageException("no interface " + interfaceName + " that is up and has an IPv4 address"));
    }

    private Set<InetAddress> excluded(Console console) {
        Targets targets = new Targets(names -> unknown(console, names));
        excluded.forEach(targets::add);
        return targets.addresses();
    }

    private static void unknown(Console console, List<String> names) {
        names.stream()
                .limit(MOST_UNKNOWN_SHOWN)
                .forEach(name -> console.say("netkit: unknown host: " + SafeText.escape(name)));
        if (names.size() > MOST_UNKNOWN_SHOWN) {
            console.say("netkit: and " + (names.size() - MOST_UNKNOWN_SHOWN) + " more unknown hosts");
        }
    }

    private void check(Set<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new UsageException("nothing to look at: nothing is left of the targets");
        }
        OwnNetworks own = OwnNetworks.ofMachine();
        addresses.forEach(address -> check(address, own));
        if (addresses.size() > MOST_UNASKED && !yes) {
            throw new UsageException("these are " + addresses.size() + " addresses: --yes looks at them all the same");
        }
    }

    private void check(InetAddress address, OwnNetworks own) {
        String text = AddressText.of(address);
        if (address.isMulticastAddress() || address.isAnyLocalAddress() || text.equals(BROADCAST)) {
            throw new UsageException(text + " is not the address of one host");
        }
        if (!allowPublic && !own.isOurs(address)) {
            throw new UsageException(text + " is a public address: --allow-public looks at it all the same");
        }
    }
}
