package dev.netkit.discovery.scan;

import dev.netkit.discovery.MacAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The table that Linux shows to everybody: an address, a type, flags, a hardware address, a mask and a device a line. Stays
 * open, because a scan may use up the descriptors that there are.
 */
final class NeighbourTable implements Neighbours {
    private static final Path OF_LINUX = Path.of("/proc/net/arp");
    private static final Path PLACES = Path.of("/proc/sys/net/ipv4/neigh/default/gc_thresh3");

    /** ATF_COM of linux/if_arp.h: the entry is complete. */
    private static final int COMPLETE = 0x2;

    private static final int COLUMNS = 4;
    private static final int PORTION = 64 * 1024;

    private final FileChannel file;
    private ByteBuffer text = ByteBuffer.allocate(PORTION);

    NeighbourTable(Path path) throws IOException {
        file = FileChannel.open(path);
    }

    /** The machine's own; empty where there is none to read. */
    static Optional<Neighbours> ofMachine() throws IOException {
        return isThere() ? Optional.of(new NeighbourTable(OF_LINUX)) : Optional.empty();
    }

    static boolean isThere() {
        return Files.isReadable(OF_LINUX);
    }

    @Override
    public Map<InetAddress, MacAddress> valid() throws IOException {
        Map<InetAddress, MacAddress> valid = new HashMap<>();
        read().lines().skip(1).forEach(line -> {
            StringTokenizer columns = new StringTokenizer(line);
            if (columns.countTokens() >= COLUMNS) {
                add(columns.nextToken(), columns, valid);
            }
        });
        return valid;
    }

    private static void add(String address, StringTokenizer columns, Map<InetAddress, MacAddress> valid) {
        columns.nextToken();
        if ((Integer.decode(columns.nextToken()) & COMPLETE) != 0) {
            hardware(columns.nextToken()).ifPresent(mac -> valid.put(AddressRange.address(address), mac));
        }
    }

    /** Empty for a network whose addresses are of another kind. */
    private static Optional<MacAddress> hardware(String text) {
        try {
            return Optional.of(MacAddress.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String read() throws IOException {
        text.clear();
        while (file.read(text, text.position()) > 0) {
            if (!text.hasRemaining()) {
                text = ByteBuffer.allocate(2 * text.capacity()).put(text.flip());
            }
        }
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }

    @Override
    public int places() {
        try {
            return Integer.parseInt(Files.readString(PLACES).trim());
        } catch (IOException | NumberFormatException e) {
            return Neighbours.super.places(); // a container does not see it
        }
    }

    @Override
    public NeighbourAges ages() {
        return IpNeighbourAges.ask();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
