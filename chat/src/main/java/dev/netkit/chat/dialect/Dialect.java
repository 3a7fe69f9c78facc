package dev.netkit.chat.dialect;

import dev.netkit.common.net.Connection;
import java.io.IOException;

/** One way to speak with the chat server. The first byte of a connection says which it is. */
public interface Dialect {
    /** Whether a connection that begins with this byte (0 to 255) speaks it. */
    boolean beginsWith(int firstByte);

    /**
     * Talks until one of the two has had enough; the connection is closed afterwards.
     *
     * @throws java.net.ProtocolException if the peer broke the rules beyond repair
     */
    void converse(Connection connection) throws IOException;
}
