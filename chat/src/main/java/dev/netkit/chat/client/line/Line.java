package dev.netkit.chat.client.line;

import dev.netkit.common.net.EndReason;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** One connection to a server, whatever carries it; what is said on it is a dialect's business. */
public interface Line extends Closeable {
    InetSocketAddress peer();

    /** Bytes that have come so far. */
    long received();

    /** Bytes that have gone so far. */
    long sent();

    /** Tells the server that nothing more will be said; what it still says is heard. */
    void endOutput() throws IOException;

    /** Ends it under whatever thread waits there, which then sees an IOException or the end. */
    void cut(EndReason reason);

    @Override
    void close();
}
