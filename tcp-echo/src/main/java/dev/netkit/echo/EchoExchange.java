package dev.netkit.echo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A client's question and answer with an echo service, one message at a time. */
public interface EchoExchange extends Closeable {
    /**
     * Sends the message and blocks until as much has come back.
     *
     * @return what came back, as it came: the caller compares
     * @throws java.net.SocketTimeoutException if no answer came in time
     * @throws java.io.EOFException if the server closed before everything had come back
     */
    byte[] exchange(byte[] message) throws IOException;

    InetSocketAddress peer();

    /** Whether a message can be lost and the next one still be sent, as datagrams can. */
    boolean outlivesLoss();

    @Override
    void close();
}
