package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;

/** What the kernel knows about the hardware addresses of this machine's networks. */
@FunctionalInterface
public interface Neighbours extends Closeable {
    /** Those that it takes for valid at this moment. */
    Map<InetAddress, MacAddress> valid() throws IOException;

    /** How many it can know at a time; by default what Linux has unless told otherwise. */
    default int places() {
        return 1024;
    }

    /** Begins to ask how old what it knows is; by default the system does not tell. */
    default NeighbourAges ages() {
        return NeighbourAges.NONE;
    }

    @Override
    default void close() throws IOException {}
}
