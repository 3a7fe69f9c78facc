package dev.netkit.discovery.scan;

import dev.netkit.common.net.LocalNetworks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What may explain that a scan found nobody.
 *
 * @param interfaces those whose networks were looked at
 * @param routers where this machine sends what is for elsewhere, if the system tells
 * @param tunnels interfaces of VPNs that are up
 */
public record Surroundings(List<String> interfaces, Set<InetAddress> routers, List<String> tunnels) {
    /** One line a route: interface, destination, gateway, the numbers in hexadecimal and in this machine's byte order. */
    private static final Path ROUTES = Path.of("/proc/net/route");

    private static final Pattern DEFAULT_ROUTE = Pattern.compile("\\S+\\s+0{8}\\s+([0-9A-F]{8})\\s.*");
    private static final Pattern TUNNEL = Pattern.compile("(tun|tap|wg|ppp|utun|ipsec|tailscale|zt|nordlynx).*");

    public static Surroundings of(Collection<InetAddress> lookedAt) {
        List<NetworkInterface> up = LocalNetworks.up().toList();
        return new Surroundings(
                up.stream()
                        .filter(network -> leadsTo(network, lookedAt))
                        .map(NetworkInterface::getName)
                        .toList(),
                routers(ROUTES),
                up.stream()
                        .filter(Surroundings::isTunnel)
                        .map(NetworkInterface::getName)
                        .toList());
    }

    private static boolean leadsTo(NetworkInterface network, Collection<InetAddress> lookedAt) {
        Optional<OwnNetworks> networks = OwnNetworks.ofInterface(network.getName());
        return networks.isPresent() && lookedAt.stream().anyMatch(networks.get()::isOnLink);
    }

    private static boolean isTunnel(NetworkInterface network) {
        try {
            return network.isPointToPoint() || TUNNEL.matcher(network.getName()).matches();
        } catch (SocketException e) {
            return false; // it has just gone
        }
    }

    static Set<InetAddress> routers(Path routes) {
        try (Stream<String> lines = Files.lines(routes)) {
            Set<InetAddress> routers = new HashSet<>();
            lines.map(DEFAULT_ROUTE::matcher)
                    .filter(matcher -> matcher.matches())
                    .forEach(matcher -> routers.add(nativeOrder(Integer.parseUnsignedInt(matcher.group(1), 16))));
            return routers;
        } catch (IOException e) {
            return Set.of(); // another system
        }
    }

    private static InetAddress nativeOrder(int address) {
        boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return AddressRange.address((isLittle ? Integer.reverseBytes(address) : address) & 0xFFFF_FFFFL);
    }
}
