package dev.netkit.auth.identity;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.net.TcpServerConfig;
import java.time.Duration;
import java.util.List;

/**
 * How an identification server listens and what it speaks.
 *
 * @param encoding of the frames, which the server chooses because it speaks first
 * @param keys what messages are sealed with; empty = nothing is sealed
 */
public record IdentityConfig(TcpServerConfig tcp, FrameEncoding encoding, List<FernetKey> keys) {
    public static final String SERVICE = "id";
    public static final int DEFAULT_PORT = 9092;
    public static final Duration DEFAULT_IDLE = Duration.ofMinutes(5);
    static final int MESSAGE_LIMIT = 16 * 1024;

    public IdentityConfig {
        keys = List.copyOf(keys);
    }
}
