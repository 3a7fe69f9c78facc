package dev.netkit.discovery;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;

/**
 * What a sleeping network card waits for.
 *
 * <pre>
 *    6 bytes        16 times 6 bytes
 * +-----------+-----------+-----------+--
 * | ff ... ff |  address  |  address  | ...
 * +-----------+-----------+-----------+--
 * </pre>
 */
public record MagicPacket(MacAddress sleeper) {
    /** Discard: whoever is awake takes no notice. */
    public static final int DEFAULT_PORT = 9;

    private static final int REPEATS = 16;

    byte[] bytes() {
        ByteBuffer packet = ByteBuffer.allocate((1 + REPEATS) * MacAddress.BYTES);
        for (int i = 0; i < MacAddress.BYTES; i++) {
            packet.put((byte) 0xFF);
        }
        for (int i = 0; i < REPEATS; i++) {
            packet.put(sleeper.bytes());
        }
        return packet.array();
    }

    /**
     * Sends it everywhere; whether anybody woke up is not known.
     *
     * @return at how many addresses
     * @throws IOException if it could not be sent to any
     */
    public int send(Broadcast broadcast) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            return broadcast.send(socket, this::bytes);
        }
    }
}
