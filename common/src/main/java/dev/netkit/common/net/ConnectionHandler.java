package dev.netkit.common.net;

import java.io.IOException;

/** A service's conversation with one peer. */
@FunctionalInterface
public interface ConnectionHandler {
    /**
     * Talks with the peer until the conversation is over; runs on a thread of the connection's own and may block. The
     * server closes the connection afterwards.
     *
     * @throws java.net.ProtocolException if the peer broke the rules
     * @throws IOException if the connection failed
     */
    void handle(Connection connection) throws IOException;
}
