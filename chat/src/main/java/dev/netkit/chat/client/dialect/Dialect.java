package dev.netkit.chat.client.dialect;

import dev.netkit.chat.wire.ChatRequest;
import java.io.IOException;
import java.util.Optional;

/** A way to speak with a server, on one connection. One thread sends while another one receives. */
public interface Dialect {
    /**
     * What a dialect lets one rely on.
     *
     * @param letsIn whether a hello is answered
     * @param confirms whether a text is answered when it is stored
     * @param pings whether a ping is answered
     * @param window how many texts may be under way without an answer
     */
    record Traits(boolean letsIn, boolean confirms, boolean pings, int window) {}

    /** May change with what was received last. */
    Traits traits();

    /** Whether there are words for this request. */
    boolean knows(ChatRequest request);

    /** Sends a request that the dialect knows; blocks as long as the server does not read. */
    void send(ChatRequest request) throws IOException;

    /**
     * Blocks for what the server says next; empty at the end of the stream.
     *
     * @throws java.net.ProtocolException if what follows has no meaning any more
     */
    Optional<Heard> receive() throws IOException;
}
