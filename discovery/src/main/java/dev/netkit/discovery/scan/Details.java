package dev.netkit.discovery.scan;

import dev.netkit.common.crypto.FernetKey;
import java.util.List;

/**
 * What a scan asks of hosts that are there, besides which ports are open.
 *
 * @param names their names, of the system's name servers
 * @param banners what their open ports say by themselves
 * @param handshakePort where a netkit service is asked for its handshake, if it is one of the ports looked at
 * @param keys those that such a service shares; none, and it is not asked
 */
public record Details(boolean names, boolean banners, int handshakePort, List<FernetKey> keys) {
    public static final Details NONE = new Details(false, false, 0, List.of());

    public Details {
        keys = List.copyOf(keys);
    }
}
