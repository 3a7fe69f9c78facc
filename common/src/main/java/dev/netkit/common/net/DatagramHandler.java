package dev.netkit.common.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A service's answer to one datagram. */
@FunctionalInterface
public interface DatagramHandler {
    /**
     * Decides what goes back; runs on the server's only thread, so it must not block.
     *
     * @param datagram what came, from position to limit; valid until this returns, and may be returned itself
     * @return the answer, or empty for none
     */
    Optional<ByteBuffer> answer(InetSocketAddress peer, ByteBuffer datagram);
}
