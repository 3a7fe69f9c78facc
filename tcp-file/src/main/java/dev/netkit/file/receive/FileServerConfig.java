package dev.netkit.file.receive;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.net.TcpServerConfig;
import dev.netkit.file.Protocol;
import java.time.Duration;
import java.util.List;

/**
 * How a file server listens and what it speaks.
 *
 * @param keys what messages are sealed with, the first one seals data; empty = nothing is sealed
 * @param raw whether it takes bare bytes until the end of the stream instead of the protocol
 */
public record FileServerConfig(TcpServerConfig tcp, List<FernetKey> keys, boolean raw) {
    public static final String SERVICE = "file";
    public static final int DEFAULT_PORT = 9091;
    public static final Duration DEFAULT_IDLE = Protocol.IDLE;

    public FileServerConfig {
        keys = List.copyOf(keys);
    }
}
