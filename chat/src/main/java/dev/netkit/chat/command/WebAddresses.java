package dev.netkit.chat.command;

import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.LanAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** What people type into a browser to come to a server: not the address that it is bound to, which may be all of them. */
final class WebAddresses {
    private WebAddresses() {}

    /** The best one first; at least one. */
    static List<String> of(InetSocketAddress bound) {
        List<InetAddress> reachable = bound.getAddress().isAnyLocalAddress() ? LanAddresses.all() : List.of();
        if (reachable.isEmpty()) {
            InetAddress here =
                    bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
            reachable = List.of(here);
        }
        return reachable.stream()
                .map(address -> "http://" + Endpoint.of(new InetSocketAddress(address, bound.getPort())) + "/")
                .toList();
    }
}
