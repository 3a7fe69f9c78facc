package dev.netkit.file.send;

import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import dev.netkit.file.Digests;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import dev.netkit.file.ReceiverMessage;
import dev.netkit.file.ReceiverMessage.Accept;
import dev.netkit.file.ReceiverMessage.Failed;
import dev.netkit.file.ReceiverMessage.Refuse;
import dev.netkit.file.ReceiverMessage.Stored;
import dev.netkit.file.SenderMessage;
import dev.netkit.file.StreamKeys;
import dev.netkit.file.send.OpenFiles.Ready;
import dev.netkit.file.send.OpenFiles.Sent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * The sender's side of one conversation. Offers run ahead of the data and do not wait for what became of earlier files, so
 * that many small files cost no waiting.
 */
final class Sending {
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final InetSocketAddress peer;
    private final Outlet outlet;
    private final Answers answers;
    private final StreamKeys keys;
    private final Duration patience;
    private final Todo todo;
    private final FileListener listener;
    private final OpenFiles open;

    /** {@code patience} is how long each answer may take; zero = for ever. Digests of large files are made by {@code digests}. */
    Sending(
            Connection connection,
            MessageChannel<ReceiverMessage, SenderMessage> channel,
            SenderSettings settings,
            Duration patience,
            ExecutorService digests,
            Todo todo,
            FileListener listener) {
        this.peer = connection.peer();
        this.outlet =
                new Outlet(connection, channel, settings.verified(), new RateLimit(settings.bytesPerSecond()), digests);
        this.answers = new Answers(connection, channel);
        this.keys = new StreamKeys(settings.key());
        this.patience = patience;
        this.todo = todo;
        this.listener = listener;
        this.open = new OpenFiles(settings.key().isPresent());
    }

    /**
     * Sends what is to be done, and notes what is; blocks until the fate of each file is known or put off.
     *
     * @throws UnreadableException if a file failed in the middle; the others can be sent on another connection
     * @throws IOException if the connection fails; what is left can be sent on another one
     */
    void run() throws IOException {
        answers.start();
        try {
            converse();
        } catch (IOException e) {
            hearLastWords();
            throw e;
        }
        outlet.connection().endOutput();
    }

    private void converse() throws IOException {
        List<Outgoing> files = todo.left();
        int next = 0;
        while (next < files.size() || !open.isEmpty()) {
            for (; next < files.size() && open.hasRoomFor(files.get(next)); next++) {
                offer(files.get(next));
            }
            while (!answers.isEmpty() || !open.isAnyAccepted() && !open.isEmpty()) {
                hear(answers.next(patience));
            }
            if (open.isAnyAccepted()) {
                send(open.next());
            }
        }
    }

    /** A receiver that cannot go on says why before it closes, and that is worth more than "connection lost". */
    private void hearLastWords() {
        try {
            while (open.isAnySent()) {
                hear(answers.next(LAST_WORDS));
            }
        } catch (IOException e) {
            // That was all.
        }
    }

    private void offer(Outgoing file) throws IOException {
        Optional<byte[]> salt = keys.newSalt();
        listener.on(new FileEvent.Offered(peer, file.name(), file.size()));
        answers.expectTwo();
        open.offer(file, salt);
        outlet.channel().send(file.offer(salt));
    }

    private void hear(ReceiverMessage message) throws IOException {
        if (message instanceof Accept accept) {
            open.accept(accept);
        } else if (message instanceof Refuse refuse) {
            refused(open.refused(), refuse);
        } else if (message instanceof Stored stored) {
            stored(open.stored(), stored);
        } else if (message instanceof Failed failed) {
            failed(open.failed(), failed.code(), failed.detail());
        }
    }

    private void refused(Outgoing file, Refuse refuse) {
        FileEvent.Skipped skipped = new FileEvent.Skipped(peer, file.name(), refuse.code(), refuse.detail());
        if (refuse.code().equals(FileEvent.BUSY)) {
            todo.putOff(
                    file,
                    skipped); // most likely this sender's own last connection, which the server has not missed yet
        } else {
            todo.done(file);
            listener.on(skipped);
        }
    }

    /** Believes the receiver only if it has what was sent. */
    private void stored(Sent sent, Stored stored) {
        if (!isSame(sent, stored)) {
            failed(sent.file(), FileEvent.CHECKSUM_MISMATCH, "the server says that it has stored something else");
            return;
        }
        todo.done(sent.file());
        listener.on(new FileEvent.Stored(
                peer,
                sent.file().name(),
                stored.name(),
                stored.size(),
                stored.sha256(),
                stored.identical().orElse(false),
                Optional.empty()));
    }

    /** A receiver that does not verify has no digest to tell. */
    private static boolean isSame(Sent sent, Stored stored) {
        boolean size = sent.file().size().map(bytes -> bytes == stored.size()).orElse(true);
        return size
                && (sent.sha256().isEmpty()
                        || stored.sha256().isEmpty()
                        || sent.sha256().equals(stored.sha256().map(Digests::lowerCase)));
    }

    private void failed(Outgoing file, String code, String why) {
        todo.done(file);
        listener.on(new FileEvent.Failed(Optional.of(peer), file.name(), code, why));
    }

    private void send(Ready ready) throws IOException {
        Outgoing file = ready.file();
        boolean begun = false;
        try (DataSender data = DataSender.open(outlet, file)) {
            long offset = data.begin(ready.accept());
            begun = true;
            todo.reached(offset);
            if (offset > 0) {
                listener.on(new FileEvent.Resumed(peer, file.name(), offset));
            }
            open.sent(data.sendAll(keys.key(ready.salt(), ready.accept().salt())));
        } catch (UnreadableException e) {
            open.dropped();
            failed(file, FileEvent.UNREADABLE, e.getMessage());
            if (begun) {
                throw e; // the receiver waits for the rest: only the end of the connection tells it
            }
            outlet.channel().send(new SenderMessage.Abort(e.getMessage()));
        }
    }
}
