package dev.netkit.echo;

import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.TcpServerConfig;
import java.util.Optional;

/**
 * How an {@link EchoServer} listens and what it sends back.
 *
 * @param udp datagrams instead of connections
 * @param portion how many bytes are read and sent back at a time, at least 1
 * @param frames whole frames instead of bytes; empty = bytes
 */
public record EchoServerConfig(TcpServerConfig tcp, boolean udp, int portion, Optional<Frames> frames) {
    public static final String SERVICE = "echo";
    public static final int DEFAULT_PORT = 9090;
    public static final int DEFAULT_PORTION = 64 * 1024;

    /**
     * Which frames are echoed.
     *
     * @param encoding the only one taken; empty = each connection's first byte decides
     * @param limit the largest payload, in bytes
     */
    public record Frames(Optional<FrameEncoding> encoding, int limit) {}

    public EchoServerConfig {
        if (portion < 1) {
            throw new IllegalArgumentException("a portion has at least 1 byte");
        }
        if (udp && frames.isPresent()) {
            throw new IllegalArgumentException("a datagram needs no framing");
        }
    }

    /** Bytes over TCP, with the defaults. */
    public static EchoServerConfig of(TcpServerConfig tcp) {
        return new EchoServerConfig(tcp, false, DEFAULT_PORTION, Optional.empty());
    }
}
