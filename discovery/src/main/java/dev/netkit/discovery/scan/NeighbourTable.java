package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that Linux shows to everybody: an address, a type, flags, a hardware address, a mask and a device a line. */
record NeighbourTable(Path file) implements Neighbours {
    private static final Path OF_LINUX = Path.of("/proc/net/arp");

    /** ATF_COM of linux/if_arp.h: the entry is complete. */
    private static final int COMPLETE = 0x2;

    private static final int ADDRESS = 0;
    private static final int FLAGS = 2;
    private static final int HARDWARE = 3;

    /** The machine's own; empty where there is none to read. */
    static Optional<Neighbours> ofMachine() {
        return Files.isReadable(OF_LINUX) ? Optional.of(new NeighbourTable(OF_LINUX)) : Optional.empty();
    }

    @Override
    public Map<InetAddress, MacAddress> valid() throws IOException {
        Map<InetAddress, MacAddress> valid = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] columns = line.trim().split("\\s+");
            if (columns.length > HARDWARE && isComplete(columns[FLAGS])) {
                entry(columns[HARDWARE]).ifPresent(mac -> valid.put(address(columns[ADDRESS]), mac));
            }
        }
        return valid;
    }

    private static boolean isComplete(String flags) {
        return (Integer.decode(flags) & COMPLETE) != 0;
    }

    /** Empty for a network whose addresses are of another kind. */
    private static Optional<MacAddress> entry(String hardware) {
        try {
            return Optional.of(MacAddress.parse(hardware));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static InetAddress address(String quad) {
        return AddressRange.parse(quad).addresses().findFirst().orElseThrow();
    }
}
