package dev.netkit.common.net;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.stream.Stream;

/**
 * All addresses that begin with the same bits, of IPv4 or of IPv6.
 *
 * @param address one of them
 * @param prefixBits how many bits they have in common, 0 to all that the address has
 */
public record Subnet(InetAddress address, int prefixBits) {
    public Subnet {
        if (prefixBits < 0 || prefixBits > Byte.SIZE * address.getAddress().length) {
            throw new IllegalArgumentException("a prefix of " + prefixBits + " bits");
        }
    }

    public static Subnet of(InterfaceAddress own) {
        return new Subnet(own.getAddress(), own.getNetworkPrefixLength());
    }

    /** Those that an interface is in. */
    public static Stream<Subnet> of(NetworkInterface network) {
        return network.getInterfaceAddresses().stream()
                .filter(own -> own.getNetworkPrefixLength() > 0) // of everybody, or not known
                .map(Subnet::of);
    }

    /** Whether that address is one of them; one of the other family never is. */
    public boolean contains(InetAddress other) {
        byte[] prefix = address.getAddress();
        byte[] bytes = other.getAddress();
        boolean same = prefix.length == bytes.length;
        for (int bit = 0; same && bit < prefixBits; bit += Byte.SIZE) {
            int mask = 0xFF << Math.max(0, Byte.SIZE - (prefixBits - bit));
            int i = bit / Byte.SIZE;
            same = ((prefix[i] ^ bytes[i]) & mask & 0xFF) == 0;
        }
        return same;
    }
}
