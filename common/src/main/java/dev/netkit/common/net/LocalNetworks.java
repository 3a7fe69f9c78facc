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
        return all().filter(LocalNetworks::isUp);
    }

    /** What leads nowhere but to this machine itself. */
    public static Stream<NetworkInterface> loopback() {
        return all().filter(LocalNetworks::isLoopback);
    }

    private static Stream<NetworkInterface> all() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream();
        } catch (SocketException e) {
            return Stream.empty();
        }
    }

    private static boolean isLoopback(NetworkInterface network) {
        try {
            return network.isUp() && network.isLoopback();
        } catch (SocketException e) {
            return false; // it has just gone
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
