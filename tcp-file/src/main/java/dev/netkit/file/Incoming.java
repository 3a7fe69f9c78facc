package dev.netkit.file;

import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.ReceiverMessage.Stored;
import dev.netkit.file.SenderMessage.Offer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** One file that was taken and is on its way to wherever this receiver keeps files. For one thread. */
interface Incoming {
    Offer offer();

    Accept accept(Optional<byte[]> salt);

    /**
     * The data comes from that offset on, which is 0 or what {@link #accept} says. Resuming reads what is there once.
     *
     * @throws java.net.ProtocolException if it is another offset
     * @throws StoreFailedException if what is there is not what it was
     */
    void begin(long offset) throws IOException, StoreFailedException;

    /** How many bytes are still to come; empty if that is not known. */
    Optional<Long> missing();

    /** A buffer to be filled for {@link #write}: either one of this file's own, or the one that is given. */
    ByteBuffer buffer(ByteBuffer spare);

    /** Appends what is in the buffer, which belongs to this file again afterwards. */
    void write(ByteBuffer buffer) throws StoreFailedException;

    /** All data is here; {@code sha256} is what the sender says. */
    Stored finish(Optional<String> sha256) throws StoreFailedException;

    /** Where it is after {@link #finish}; empty if that is no file. */
    Optional<Path> storedAt();

    /** Lets go of a file that was not finished. */
    void abandon();
}
