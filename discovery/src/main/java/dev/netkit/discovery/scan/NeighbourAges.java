package dev.netkit.discovery.scan;

import java.io.Closeable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;

/** How long ago the kernel last had a sign of life of each neighbour. */
public interface NeighbourAges extends Closeable {
    /** Of a system that does not tell. */
    NeighbourAges NONE = Map::of;

    /** What is known; may block for a moment if it was asked for only just now. */
    Map<InetAddress, Duration> known();

    @Override
    default void close() {}
}
