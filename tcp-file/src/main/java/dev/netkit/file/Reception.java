package dev.netkit.file;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import dev.netkit.file.SenderMessage.Abort;
import dev.netkit.file.SenderMessage.Begin;
import dev.netkit.file.SenderMessage.End;
import dev.netkit.file.SenderMessage.Offer;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The receiver's side of one conversation: answers offers in order and takes the data of accepted files in that order. */
final class Reception {
    private final Connection connection;
    private final MessageChannel<SenderMessage, ReceiverMessage> channel;
    private final Taker taker;
    private final StreamKeys keys;
    private final FileListener listener;
    private final Deque<Accepted> accepted = new ArrayDeque<>();
    private ByteBuffer spare;

    /** A file whose data is still to come, and the key of its stream where it is sealed. */
    private record Accepted(Incoming file, Optional<FernetKey> streamKey) {}

    Reception(
            Connection connection,
            MessageChannel<SenderMessage, ReceiverMessage> channel,
            Taker taker,
            StreamKeys keys,
            FileListener listener) {
        this.connection = connection;
        this.channel = channel;
        this.taker = taker;
        this.keys = keys;
        this.listener = listener;
    }

    /** Blocks until the sender has ended the conversation; what was cut off can be resumed afterwards. */
    void run() throws IOException {
        try {
            for (Optional<SenderMessage> message = receive(); message.isPresent(); message = receive()) {
                handle(message.get());
            }
        } catch (StoreFailedException e) {
            channel.send(e.message());
            new Farewell(connection).waitForPeer();
        } finally {
            accepted.forEach(left -> left.file().abandon());
        }
    }

    private Optional<SenderMessage> receive() throws IOException {
        try {
            return channel.receive();
        } catch (ProtocolException e) {
            channel.refuse(e); // and it is over all the same: nobody knows what the next bytes would mean
            throw e;
        }
    }

    private void handle(SenderMessage message) throws IOException, StoreFailedException {
        if (message instanceof Offer offer) {
            answer(offer);
        } else if (message instanceof Begin begin) {
            begin(begin);
        } else if (message instanceof Abort abort) {
            abort(abort);
        } else if (message instanceof End) {
            throw new ProtocolException("'end' without 'begin'");
        }
    }

    private void answer(Offer offer) throws IOException {
        if (accepted.size() >= Protocol.MAX_OFFERS) {
            throw new ProtocolException("more than " + Protocol.MAX_OFFERS + " files are offered at once");
        }
        listener.on(new FileEvent.Offered(connection.peer(), offer.name(), offer.size()));
        try {
            Incoming file = taker.take(offer, connection.peer().getAddress());
            Optional<byte[]> salt = keys.newSalt();
            accepted.add(new Accepted(file, keys.key(offer.salt(), salt)));
            channel.send(file.accept(salt));
        } catch (RefusedException e) {
            channel.send(e.message());
            listener.on(new FileEvent.Skipped(
                    connection.peer(), offer.name(), e.message().code(), e.getMessage()));
        }
    }

    private void begin(Begin begin) throws IOException, StoreFailedException {
        Accepted next = accepted.peek();
        if (next == null) {
            throw new ProtocolException("'begin' without an accepted offer");
        }
        Incoming file = next.file();
        try {
            file.begin(begin.offset());
            if (begin.offset() > 0) {
                listener.on(
                        new FileEvent.Resumed(connection.peer(), file.offer().name(), begin.offset()));
            }
            new DataReceiver(connection, channel, file, next.streamKey(), spare()).receiveAll();
            ReceiverMessage.Stored stored = file.finish(end().sha256());
            accepted.remove();
            channel.send(stored);
            told(file, stored);
        } catch (StoreFailedException e) {
            listener.on(new FileEvent.Failed(
                    connection.peer(), file.offer().name(), e.message().code(), e.getMessage()));
            if (e.code() != StoreFailedException.Code.CHECKSUM_MISMATCH) {
                throw e; // the rest of its data is still on the way, and the next file would fail as well
            }
            accepted.remove();
            channel.send(e.message());
        }
    }

    private ByteBuffer spare() {
        if (spare == null) {
            spare = ByteBuffer.allocateDirect(ParallelDigest.BUFFER_BYTES);
        }
        return spare;
    }

    private End end() throws IOException {
        SenderMessage message = receive().orElseThrow(() -> new ProtocolException("no 'end' after the data"));
        if (message instanceof End end) {
            return end;
        }
        throw new ProtocolException("something else than 'end' after the data");
    }

    private void told(Incoming file, ReceiverMessage.Stored stored) {
        listener.on(new FileEvent.Stored(
                connection.peer(),
                file.offer().name(),
                stored.name(),
                stored.size(),
                stored.sha256(),
                stored.identical().orElse(false),
                file.storedAt()));
    }

    private void abort(Abort abort) throws ProtocolException {
        Accepted next = accepted.poll();
        if (next == null) {
            throw new ProtocolException("'abort' without an accepted offer");
        }
        next.file().abandon();
        listener.on(new FileEvent.Failed(connection.peer(), next.file().offer().name(), "aborted", abort.detail()));
    }
}
