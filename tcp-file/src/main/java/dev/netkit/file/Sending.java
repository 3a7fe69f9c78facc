package dev.netkit.file;

import dev.netkit.common.crypto.FernetKey;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.ReceiverMessage.Failed;
import dev.netkit.file.ReceiverMessage.Refuse;
import dev.netkit.file.ReceiverMessage.Stored;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The sender's side of one conversation. Offers run ahead of the data and do not wait for what became of earlier files, so
 * that many small files cost no waiting.
 */
final class Sending {
    private static final String BUSY = "busy";
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Connection connection;
    private final MessageChannel<ReceiverMessage, SenderMessage> channel;
    private final Answers answers;
    private final SenderSettings settings;
    private final Duration patience;
    private final StreamKeys keys;
    private final RateLimit rate;
    private final FileListener listener;
    private final Deque<Offered> unanswered = new ArrayDeque<>();
    private final Deque<Offered> accepted = new ArrayDeque<>();
    private final Deque<Outgoing> sent = new ArrayDeque<>();
    private boolean busy;

    /** A file that was offered, with what its data will be sealed with and how far the receiver has it. */
    private record Offered(Outgoing file, Optional<byte[]> salt, Optional<Accept> accept) {}

    /** {@code patience} is how long each answer may take; zero = for ever. */
    Sending(
            Connection connection,
            MessageChannel<ReceiverMessage, SenderMessage> channel,
            SenderSettings settings,
            Duration patience,
            FileListener listener) {
        this.connection = connection;
        this.channel = channel;
        this.answers = new Answers(connection, channel);
        this.settings = settings;
        this.patience = patience;
        this.keys = new StreamKeys(settings.key());
        this.rate = new RateLimit(settings.bytesPerSecond());
        this.listener = listener;
    }

    /**
     * Sends the files, and takes each out of the list when its fate is known; blocks until that is so for all.
     *
     * @throws IOException if the connection fails; what is left in the list can be sent on another one
     */
    void run(List<Outgoing> files) throws IOException {
        answers.start();
        Iterator<Outgoing> left = List.copyOf(files).iterator();
        try {
            while (left.hasNext() || isAnythingOpen()) {
                offerAhead(left);
                while (!answers.isEmpty() || accepted.isEmpty() && isAnythingOpen()) {
                    hear(answers.next(patience), files);
                }
                if (!accepted.isEmpty()) {
                    send(accepted.remove(), files);
                }
            }
        } catch (IOException e) {
            hearLastWords(files);
            throw e;
        }
        connection.endOutput();
        if (busy) {
            throw new IOException("the server is still busy with an earlier connection");
        }
    }

    private boolean isAnythingOpen() {
        return !unanswered.isEmpty() || !accepted.isEmpty() || !sent.isEmpty();
    }

    private void offerAhead(Iterator<Outgoing> left) throws IOException {
        while (left.hasNext() && unanswered.size() + accepted.size() < Protocol.MAX_OFFERS) {
            offer(left.next());
        }
    }

    /** A receiver that cannot go on says why before it closes, and that is worth more than "connection lost". */
    private void hearLastWords(List<Outgoing> files) {
        try {
            while (isAnythingOpen()) {
                hear(answers.next(LAST_WORDS), files);
            }
        } catch (IOException e) {
            // That was all.
        }
    }

    private void offer(Outgoing file) throws IOException {
        Optional<byte[]> salt = keys.newSalt();
        listener.on(new FileEvent.Offered(connection.peer(), file.name(), file.size()));
        unanswered.add(new Offered(file, salt, Optional.empty()));
        channel.send(file.offer(salt));
    }

    private void hear(ReceiverMessage message, List<Outgoing> files) throws IOException {
        if (message instanceof Accept accept) {
            Offered offered = expected(unanswered.poll());
            accepted.add(new Offered(offered.file(), offered.salt(), Optional.of(accept)));
        } else if (message instanceof Refuse refuse) {
            Outgoing file = expected(unanswered.poll()).file();
            if (settings.triesAgain() && refuse.code().equals(BUSY)) {
                busy = true; // most likely this sender's own last connection, whose end the server has not seen yet
                return;
            }
            files.remove(file);
            listener.on(new FileEvent.Skipped(connection.peer(), file.name(), refuse.code(), refuse.detail()));
        } else if (message instanceof Stored stored) {
            Outgoing file = expected(sent.poll());
            files.remove(file);
            listener.on(new FileEvent.Stored(
                    connection.peer(),
                    file.name(),
                    stored.name(),
                    stored.size(),
                    stored.sha256(),
                    stored.identical().orElse(false),
                    Optional.empty()));
        } else if (message instanceof Failed failed) {
            Outgoing file = expected(sent.poll());
            files.remove(file);
            listener.on(new FileEvent.Failed(connection.peer(), file.name(), failed.code(), failed.detail()));
        }
    }

    private static <T> T expected(T head) throws ProtocolException {
        if (head == null) {
            throw new ProtocolException("the server answers what nobody asked");
        }
        return head;
    }

    private void send(Offered offered, List<Outgoing> files) throws IOException {
        Accept accept = offered.accept().orElseThrow();
        Optional<FernetKey> streamKey = keys.key(offered.salt(), accept.salt());
        sent.add(offered.file());
        try (DataSender data = DataSender.open(connection, channel, offered.file(), settings.verified(), rate)) {
            long offset = data.begin(accept);
            if (offset > 0) {
                listener.on(
                        new FileEvent.Resumed(connection.peer(), offered.file().name(), offset));
            }
            data.sendAll(streamKey);
        } catch (UnreadableException e) {
            sent.removeLast();
            files.remove(offered.file());
            channel.send(new SenderMessage.Abort(e.getMessage()));
            listener.on(new FileEvent.Failed(connection.peer(), offered.file().name(), "unreadable", e.getMessage()));
        }
    }
}
