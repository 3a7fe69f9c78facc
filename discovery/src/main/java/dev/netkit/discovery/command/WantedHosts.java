package dev.netkit.discovery.command;

import dev.netkit.discovery.MacAddress;
import dev.netkit.discovery.scan.AddressLiteral;
import dev.netkit.discovery.scan.Handshake;
import dev.netkit.discovery.scan.HostReport;
import dev.netkit.discovery.scan.Presence;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who should be there. What looks like an address, or like a hardware address, is one, and no name can stand for it: what
 * a host is called is up to others.
 *
 * @param lines as they stand in a file, without comments and blanks
 */
record WantedHosts(List<String> lines) {
    /** Who is there. */
    private record Present(Set<InetAddress> addresses, Set<MacAddress> macs, Set<String> names) {
        Present() {
            this(new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        void add(HostReport host) {
            addresses.add(host.address());
            host.mac().ifPresent(macs::add);
            host.handshake().filter(Handshake::isFresh).ifPresent(one -> addName(one.userID()));
            host.name().ifPresent(name -> {
                addName(name);
                addName(name.replaceFirst("\\..*", "")); // in its own domain a host is known by its first name
            });
        }

        private void addName(String name) {
            names.add(name.toLowerCase(Locale.ROOT));
        }

        boolean has(String wanted) {
            Optional<InetAddress> address = address(wanted);
            Optional<MacAddress> mac = mac(wanted);
            if (address.isPresent()) {
                return addresses.contains(address.get());
            }
            return mac.isPresent() ? macs.contains(mac.get()) : names.contains(wanted.toLowerCase(Locale.ROOT));
        }
    }

    WantedHosts {
        lines = List.copyOf(lines);
    }

    /** Those who are not up. */
    List<String> missing(List<HostReport> found) {
        Present present = new Present();
        found.stream().filter(host -> host.presence() == Presence.UP).forEach(present::add);
        return lines.stream().filter(wanted -> !present.has(wanted)).toList();
    }

    /** It may be written in several ways, too; nothing is looked up. */
    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(AddressLiteral.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** It may be written in several ways. */
    private static Optional<MacAddress> mac(String text) {
        try {
            return Optional.of(MacAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
