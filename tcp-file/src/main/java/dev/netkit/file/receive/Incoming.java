package dev.netkit.file.receive;

import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.ReceiverMessage.Stored;
import dev.netkit.file.SenderMessage.Offer;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** One file that was taken and is on its way to wherever this receiver keeps files. For one thread. */
interface Incoming {
    Offer offer();

    Accept accept(Optional<byte[]> salt);

    /**
     * The data comes from that offset on, which is 0 or what {@link #accept} says, through the connection's buffers.
     *
     * @throws ProtocolException if it is another offset
     * @throws StoreFailedException if it cannot be stored
     */
    void begin(long offset, ReceiveBuffers buffers) throws ProtocolException, StoreFailedException;

    /** How many bytes are still to come; empty if that is not known. */
    Optional<Long> missing();

    /** An empty direct buffer to be filled for {@link #write}. */
    ByteBuffer buffer();

    /** Appends what is in the buffer, which belongs to this file again afterwards. */
    void write(ByteBuffer buffer) throws StoreFailedException;

    /** All data is here; {@code sha256} is what the sender says. */
    Stored finish(Optional<String> sha256) throws StoreFailedException;

    /** Where it is after {@link #finish}; empty if that is no file. */
    Optional<Path> storedAt();

    /** Lets go of a file that was not finished. */
    void abandon();
}
