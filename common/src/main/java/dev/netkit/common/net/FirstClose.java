package dev.netkit.common.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Closes a first connection before there is any: on Java 17 what closes and writes needs descriptors of its own when it is
 * first used. If peers have them all at that moment, it never works again in this process, however many come back.
 */
final class FirstClose {
    private FirstClose() {}

    static void now() throws IOException {
        SocketChannel.open().close();
    }
}
