package dev.netkit.discovery.scan;

import dev.netkit.common.net.LanAddresses;
import dev.netkit.common.net.LocalNetworks;
import dev.netkit.common.net.Subnet;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The IPv4 networks that this machine is in, and whose addresses may be looked at without asking. */
public record OwnNetworks(List<Subnet> subnets) {
    private static final int BITS = 32;

    /** RFC 6598, behind a provider's NAT; and RFC 4193, unique local addresses. */
    private static final List<Subnet> NOT_PUBLIC = List.of(subnet("100.64.0.0", 10), subnet("fc00::", 7));

    public static OwnNetworks ofMachine() {
        return new OwnNetworks(LocalNetworks.up().flatMap(OwnNetworks::subnets).toList());
    }

    /** Those of one interface; empty if there is none of that name, or it is down. */
    public static Optional<OwnNetworks> ofInterface(String name) {
        try {
            return Optional.ofNullable(NetworkInterface.getByName(name))
                    .filter(LocalNetworks::isUp)
                    .map(network -> new OwnNetworks(subnets(network).toList()))
                    .filter(networks -> !networks.subnets.isEmpty());
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static Stream<Subnet> subnets(NetworkInterface network) {
        return Subnet.of(network).filter(own -> own.address() instanceof Inet4Address);
    }

    private static Subnet subnet(String address, int prefixBits) {
        return new Subnet(new InetSocketAddress(address, 0).getAddress(), prefixBits);
    }

    /** Without those of containers and tunnels. */
    public OwnNetworks onLan() {
        Collection<InetAddress> lan = LanAddresses.all();
        return new OwnNetworks(
                subnets.stream().filter(own -> lan.contains(own.address())).toList());
    }

    public List<AddressRange> ranges() {
        return subnets.stream().map(OwnNetworks::range).toList();
    }

    private static AddressRange range(Subnet own) {
        return AddressRange.ofNetwork(AddressRange.number(own.address()), own.prefixBits());
    }

    /** Whether a host with that address would be asked for by ARP; this machine itself is not. */
    public boolean isOnLink(InetAddress address) {
        return subnets.stream().noneMatch(own -> own.address().equals(address)) && isInside(address);
    }

    private boolean isInside(InetAddress address) {
        return subnets.stream()
                .filter(own -> own.prefixBits() < BITS && own.contains(address))
                .anyMatch(own -> range(own).contains(address));
    }

    /** Whether it is a private address or one of these networks. */
    public boolean isOurs(InetAddress address) {
        boolean reserved = address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isLoopbackAddress();
        return reserved || isInside(address) || NOT_PUBLIC.stream().anyMatch(subnet -> subnet.contains(address));
    }
}
