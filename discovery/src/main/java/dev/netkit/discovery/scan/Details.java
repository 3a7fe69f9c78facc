package dev.netkit.discovery.scan;

import dev.netkit.common.crypto.FernetKey;
import java.util.List;

/**
 * What a scan asks of hosts that are there, besides which ports are open.
 *
 * @param names their names, of the system's name servers
 * @param banners what their open ports say by themselves
 * @param keys whose handshake is tried on port 5000; none, and it is not tried
 */
public record Details(boolean names, boolean banners, List<FernetKey> keys) {
    public static final Details NONE = new Details(false, false, List.of());

    public Details {
        keys = List.copyOf(keys);
    }
}
