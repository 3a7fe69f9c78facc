package dev.netkit.file.receive;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import dev.netkit.file.Farewell;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import dev.netkit.file.Protocol;
import dev.netkit.file.ReceiverMessage;
import dev.netkit.file.SenderMessage;
import dev.netkit.file.SenderMessage.Abort;
import dev.netkit.file.SenderMessage.Begin;
import dev.netkit.file.SenderMessage.End;
import dev.netkit.file.SenderMessage.Offer;
import dev.netkit.file.StreamKeys;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
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
    private final ReceiveBuffers buffers;
    private final Offerer offerer;
    private final Deque<Accepted> accepted = new ArrayDeque<>();

    /** A file whose data is still to come, and the key of its stream where it is sealed. */
    private record Accepted(Incoming file, Optional<FernetKey> streamKey) {}

    Reception(
            Connection connection,
            MessageChannel<SenderMessage, ReceiverMessage> channel,
            Taker taker,
            StreamKeys keys,
            ReceiveBuffers buffers,
            FileListener listener) {
        this.connection = connection;
        this.offerer = new OfferingConnection(connection);
        this.channel = channel;
        this.taker = taker;
        this.keys = keys;
        this.buffers = buffers;
        this.listener = listener;
    }

    /** Blocks until the sender has ended the conversation; what was cut off can be resumed afterwards. */
    void run() throws IOException {
        try {
            for (Optional<SenderMessage> message = channel.receive();
                    message.isPresent();
                    message = channel.receive()) {
                handle(message.get());
            }
        } catch (ProtocolException e) {
            refuse(e);
            throw e;
        } catch (StoreFailedException e) {
            channel.send(e.message());
            new Farewell(connection).waitForPeer();
        } finally {
            accepted.forEach(left -> left.file().abandon());
        }
    }

    /** Says what was wrong. It is over all the same: nobody knows what the next bytes would mean. */
    private void refuse(ProtocolException e) {
        try {
            if (e.getClass() == ProtocolException.class) {
                channel.refuse("not-allowed", e.getMessage());
            } else {
                channel.refuse(e);
            }
            new Farewell(connection).waitForPeer();
        } catch (IOException gone) {
            // Then nobody is there to be told.
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
        Optional<byte[]> salt = keys.newSalt();
        Optional<FernetKey> streamKey = keys.key(offer.salt(), salt);
        try {
            Incoming file = take(offer);
            accepted.add(new Accepted(file, streamKey));
            connection.taskBegan();
            channel.send(file.accept(salt));
        } catch (RefusedException e) {
            connection.meter().rejected(e.message().code());
            channel.send(e.message());
            listener.on(new FileEvent.Skipped(
                    connection.peer(), offer.name(), e.message().code(), e.getMessage()));
        }
    }

    /** To tell the digest of what is here may take a while, in which the sender has nothing to say. */
    private Incoming take(Offer offer) throws RefusedException {
        connection.workBegan();
        try {
            return taker.take(offer, offerer);
        } finally {
            connection.workEnded();
        }
    }

    private void begin(Begin begin) throws IOException, StoreFailedException {
        Accepted next = accepted.peek();
        if (next == null) {
            throw new ProtocolException("'begin' without an accepted offer");
        }
        Incoming file = next.file();
        try {
            file.begin(begin.offset(), buffers);
            if (begin.offset() > 0) {
                listener.on(
                        new FileEvent.Resumed(connection.peer(), file.offer().name(), begin.offset()));
            }
            new DataReceiver(connection, channel, file, next.streamKey()).receiveAll();
            ReceiverMessage.Stored stored = finish(file, end());
            nextIsDone();
            told(file, stored);
            channel.send(stored);
        } catch (StoreFailedException e) {
            failed(file, e.message().code(), e.getMessage());
            if (e.code() != StoreFailedException.Code.CHECKSUM_MISMATCH) {
                throw e; // the rest of its data is still on the way, and the next file would fail as well
            }
            nextIsDone();
            channel.send(e.message());
        }
    }

    private void nextIsDone() {
        accepted.remove();
        if (accepted.isEmpty()) {
            connection.taskEnded();
        }
    }

    /** Bringing a large file to the disk may take a while, too. */
    private ReceiverMessage.Stored finish(Incoming file, End end) throws StoreFailedException {
        connection.workBegan();
        try {
            return file.finish(end.sha256());
        } finally {
            connection.workEnded();
        }
    }

    private End end() throws IOException {
        SenderMessage message =
                channel.receive().orElseThrow(() -> new EOFException("the sender closed before the 'end'"));
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
        Accepted next = accepted.peek();
        if (next == null) {
            throw new ProtocolException("'abort' without an accepted offer");
        }
        nextIsDone();
        next.file().abandon();
        failed(next.file(), FileEvent.ABORTED, abort.detail());
    }

    private void failed(Incoming file, String code, String why) {
        listener.on(new FileEvent.Failed(
                Optional.of(connection.peer()), file.offer().name(), code, why));
    }
}
