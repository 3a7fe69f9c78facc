package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The hardware addresses that the kernel remembers, of hosts that were spoken to not long ago. */
public final class KnownNeighbours {
    private KnownNeighbours() {}

    /** That of the host with that name or address; blocks while the name is looked up. */
    public static Optional<MacAddress> address(String host) throws IOException {
        Optional<Neighbours> table = NeighbourTable.ofMachine();
        if (table.isEmpty()) {
            return Optional.empty();
        }
        try (Neighbours neighbours = table.get()) {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(neighbours.valid()::get)
                    .filter(Objects::nonNull)
                    .findFirst();
        }
    }
}
