package dev.netkit.common.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The addresses under which others on the LAN reach this machine. */
public final class LanAddresses {
    /** Of containers, virtual machines and tunnels, by the names that systems give them. */
    private static final Pattern NOT_LAN =
            Pattern.compile("(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|wg|zt|tailscale|utun|cni|flannel|podman).*");

    private LanAddresses() {}

    /** The interfaces that lead to the LAN, which those of containers and tunnels do not; none if there is no network. */
    public static Stream<NetworkInterface> networks() {
        return LocalNetworks.up().filter(LanAddresses::isOnLan);
    }

    /** IPv4 before IPv6, without those of containers and tunnels; none if there is no network. */
    public static List<InetAddress> all() {
        return networks()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress() && !address.isLoopbackAddress())
                .map(LanAddresses::withoutScope)
                .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .toList();
    }

    /** The address without the name of an interface, which means nothing on other machines. */
    public static InetAddress withoutScope(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("every address has 4 or 16 bytes", e);
        }
    }

    private static boolean isOnLan(NetworkInterface network) {
        try {
            return !network.isPointToPoint()
                    && Stream.of(network.getName(), network.getDisplayName())
                            .noneMatch(name -> NOT_LAN.matcher(name).matches());
        } catch (SocketException e) {
            return false; // it has just gone
        }
    }
}
