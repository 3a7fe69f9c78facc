package dev.netkit.discovery;

import dev.netkit.common.net.LocalNetworks;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where a datagram goes that is for everybody.
 *
 * @param targets one address for each network, at least one
 */
public record Broadcast(List<InetAddress> targets, int port) {
    public Broadcast {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a broadcast goes somewhere");
        }
    }

    /** The IPv4 broadcast address of each network that this machine is in; none if there is no network. */
    public static List<InetAddress> ownAddresses() {
        return addressesOf(LocalNetworks.up());
    }

    /** The IPv4 broadcast address of each of these networks that has one. */
    public static List<InetAddress> addressesOf(Stream<NetworkInterface> networks) {
        return networks.flatMap(network -> network.getInterfaceAddresses().stream())
                .map(InterfaceAddress::getBroadcast)
                .filter(Objects::nonNull)
                .filter(address -> !address.isAnyLocalAddress())
                .distinct()
                .toList();
    }

    /**
     * Sends a new datagram to each target; a network that is down does not keep it from the others.
     *
     * @return how many were sent
     * @throws IOException if none could be, for the reason that the last one had
     */
    int send(DatagramSocket socket, Supplier<byte[]> datagram) throws IOException {
        socket.setBroadcast(true);
        int sent = 0;
        IOException failure = null;
        for (InetAddress target : targets) {
            byte[] bytes = datagram.get();
            try {
                socket.send(new DatagramPacket(bytes, bytes.length, target, port));
                sent++;
            } catch (IOException e) {
                failure = e;
            }
        }
        if (sent == 0) {
            throw failure;
        }
        return sent;
    }
}
