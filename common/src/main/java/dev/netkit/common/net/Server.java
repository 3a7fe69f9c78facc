package dev.netkit.common.net;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A service whose port is open. */
public interface Server {
    /** The address that it really listens on. */
    InetSocketAddress address();

    /** Serves on the calling thread until {@link #stop()} or until its work is done; blocks all the while. */
    void serve() throws IOException;

    /** Accepts nothing more and lets what is under way end, 5 s at most; returns at once, any thread may call it. */
    void stop();
}
