package dev.netkit.file.receive;

import dev.netkit.common.net.Connection;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import dev.netkit.file.ReceiverMessage;
import dev.netkit.file.SenderMessage.Offer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Takes bytes until the end of the stream as one file, from a peer such as {@code nc}. There is no name, no check, and a
 * connection that was cut looks like the end.
 */
final class RawReception {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Connection connection;
    private final Taker taker;
    private final ReceiveBuffers buffers;
    private final FileListener listener;
    private final Clock clock;

    RawReception(Connection connection, Taker taker, ReceiveBuffers buffers, FileListener listener, Clock clock) {
        this.connection = connection;
        this.taker = taker;
        this.buffers = buffers;
        this.listener = listener;
        this.clock = clock;
    }

    /** Blocks until the sender has ended its side. */
    void run() throws IOException {
        Offer offer = new Offer(name(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        try {
            receive(taker.take(offer, new OfferingConnection(connection)));
        } catch (RefusedException e) {
            connection.meter().rejected(e.message().code());
            listener.on(new FileEvent.Skipped(
                    connection.peer(), offer.name(), e.message().code(), e.getMessage()));
        }
    }

    private String name() {
        return "raw-" + TIME.format(LocalDateTime.now(clock)) + "-"
                + connection.peer().getPort() + ".bin";
    }

    private void receive(Incoming file) throws IOException {
        boolean finished = false;
        try {
            file.begin(0, buffers);
            connection.taskBegan(); // an end of the stream that this side makes would look like the file's
            ByteBuffer buffer = file.buffer();
            while (connection.read(buffer) >= 0) {
                file.write(buffer.flip());
                buffer = file.buffer();
            }
            ReceiverMessage.Stored stored = file.finish(Optional.empty());
            finished = true;
            listener.on(new FileEvent.Stored(
                    connection.peer(),
                    file.offer().name(),
                    stored.name(),
                    stored.size(),
                    Optional.empty(),
                    false,
                    file.storedAt()));
        } catch (StoreFailedException e) {
            listener.on(new FileEvent.Failed(
                    Optional.of(connection.peer()),
                    file.offer().name(),
                    e.message().code(),
                    e.getMessage()));
        } finally {
            if (!finished) {
                file.abandon();
            }
        }
    }
}
