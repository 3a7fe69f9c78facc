package dev.netkit.discovery.scan;

import dev.netkit.common.net.LanAddresses;
import dev.netkit.common.net.LocalNetworks;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The IPv4 networks that this machine is in, and whose addresses may be looked at without asking. */
public record OwnNetworks(List<InterfaceAddress> addresses) {
    private static final int BITS = 32;
    private static final AddressRange SHARED = AddressRange.parse("100.64.0.0/10"); // RFC 6598: behind a provider's NAT

    /** Unique local addresses, RFC 4193. */
    private static final int UNIQUE_LOCAL = 0xFC;

    private static final int UNIQUE_LOCAL_MASK = 0xFE;

    public static OwnNetworks ofMachine() {
        return new OwnNetworks(
                LocalNetworks.up().flatMap(OwnNetworks::addresses).toList());
    }

    /** Those of one interface; empty if there is none of that name, or it is down. */
    public static Optional<OwnNetworks> ofInterface(String name) {
        try {
            return Optional.ofNullable(NetworkInterface.getByName(name))
                    .filter(LocalNetworks::isUp)
                    .map(network -> new OwnNetworks(addresses(network).toList()))
                    .filter(networks -> !networks.addresses.isEmpty());
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static Stream<InterfaceAddress> addresses(NetworkInterface network) {
        return network.getInterfaceAddresses().stream().filter(OwnNetworks::isIpv4);
    }

    private static boolean isIpv4(InterfaceAddress address) {
        return address.getAddress() instanceof Inet4Address;
    }

    /** Without those of containers and tunnels. */
    public OwnNetworks onLan() {
        Collection<InetAddress> lan = LanAddresses.all();
        return new OwnNetworks(addresses.stream()
                .filter(address -> lan.contains(address.getAddress()))
                .toList());
    }

    public List<AddressRange> ranges() {
        return addresses.stream().map(OwnNetworks::range).toList();
    }

    private static AddressRange range(InterfaceAddress address) {
        return AddressRange.ofNetwork(AddressRange.number(address.getAddress()), address.getNetworkPrefixLength());
    }

    /** Whether a host with that address would be asked for by ARP; this machine itself is not. */
    public boolean isOnLink(InetAddress address) {
        return addresses.stream().noneMatch(own -> own.getAddress().equals(address)) && isInside(address);
    }

    private boolean isInside(InetAddress address) {
        return address instanceof Inet4Address
                && addresses.stream()
                        .filter(own -> own.getNetworkPrefixLength() < BITS)
                        .anyMatch(own -> contains(range(own), address));
    }

    private static boolean contains(AddressRange range, InetAddress address) {
        long number = AddressRange.number(address);
        return number >= range.first() && number <= range.last();
    }

    /** Whether it is a private address or one of these networks. */
    public boolean isOurs(InetAddress address) {
        boolean reserved = address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isLoopbackAddress();
        return reserved
                || isInside(address)
                || (address instanceof Inet4Address ? isShared(address) : isLocal(address));
    }

    private static boolean isShared(InetAddress address) {
        return contains(SHARED, address);
    }

    private static boolean isLocal(InetAddress ipv6) {
        return (ipv6.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    }
}
