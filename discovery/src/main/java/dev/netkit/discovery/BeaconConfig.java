package dev.netkit.discovery;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.TcpServerConfig;
import java.util.List;

/**
 * What a {@link Beacon} answers to, and where.
 *
 * @param http where HTTP is spoken, the first address only; its time limits are those of {@link dev.netkit.common.net.HttpEntrance}
 * @param udp where datagrams are heard; only an address that stands for all of them hears broadcasts everywhere
 * @param name what the beacon is called
 * @param keys the keys that it shares with those who ask, at least one; the first encrypts
 */
public record BeaconConfig(TcpServerConfig http, ListenAddress udp, String name, List<FernetKey> keys) {
    public static final String SERVICE = "beacon";
    public static final String UDP_SERVICE = "beacon-udp";
    public static final int DEFAULT_HTTP_PORT = 5000;
    public static final int DEFAULT_UDP_PORT = 1234;

    /** An answer has to fit into one datagram, sealed, on every network. */
    public static final int LONGEST_NAME = 64;

    public BeaconConfig {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a beacon answers those who share a key");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name has 1 to " + LONGEST_NAME + " characters");
        }
    }
}
