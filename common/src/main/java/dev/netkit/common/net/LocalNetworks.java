package dev.netkit.common.net;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.stream.Stream;

/** The network interfaces of this machine that are in use; they come and go at any time. */
public final class LocalNetworks {
    private LocalNetworks() {}

    /** Those that are up and lead out of the machine; none if there is no network. */
    public static Stream<NetworkInterface> up() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .filter(LocalNetworks::isUp);
        } catch (SocketException e) {
            return Stream.empty();
        }
    }

    /** Whether it is up and leads out of the machine. */
    public static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp() && !network.isLoopback();
        } catch (SocketException e) {
            return false; // it has just gone
        }
    }
}
