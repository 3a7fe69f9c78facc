package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;

/** What the kernel knows about the hardware addresses of this machine's networks. */
@FunctionalInterface
public interface Neighbours {
    /** Those that it takes for valid at this moment. */
    Map<InetAddress, MacAddress> valid() throws IOException;
}
