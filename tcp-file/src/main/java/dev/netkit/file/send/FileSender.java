package dev.netkit.file.send;

import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpConnector;
import dev.netkit.file.FileEvent;
import dev.netkit.file.FileListener;
import dev.netkit.file.Protocol;
import dev.netkit.file.ReceiverMessage;
import dev.netkit.file.SenderMessage;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends files to a server, on as many connections one after another as that takes. */
public final class FileSender {
    /** Even without --retry: a server needs some seconds to miss this sender's own last connection. */
    private static final Duration SHORTEST_BUSY = Duration.ofSeconds(6);

    private final SenderSettings settings;
    private final ServiceListener events;
    private final FileListener files;
    private final MessageFormat<ReceiverMessage, SenderMessage> format;

    /** {@code events} hears of each portion that goes, too, if it wants {@link ServiceEvent.Detail#ACTIVITY}. */
    public FileSender(SenderSettings settings, ServiceListener events, FileListener files) {
        this.settings = settings;
        this.events = events;
        this.files = files;
        this.format = new MessageFormat<>(
                MessageCodec.of(ReceiverMessage.class),
                MessageCodec.of(SenderMessage.class),
                Optional.of(FrameEncoding.BINARY),
                Protocol.MESSAGE_LIMIT,
                MessageSeal.of(settings.keys()));
    }

    /**
     * Blocks until the fate of every file is known and told to the listener.
     *
     * @throws IOException if the network or the server failed, longer than the settings allow to try again
     */
    public void send(List<Outgoing> all) throws IOException {
        Todo todo = new Todo(all);
        ExecutorService digests = Executors.newSingleThreadExecutor(FileSender::thread);
        try {
            sendAll(todo, digests);
        } finally {
            digests.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "netkit-digest");
        thread.setDaemon(true);
        return thread;
    }

    private void sendAll(Todo todo, ExecutorService digests) throws IOException {
        Retries lost = new Retries(settings.retry());
        Retries busy = new Retries(settings.retry().compareTo(SHORTEST_BUSY) > 0 ? settings.retry() : SHORTEST_BUSY);
        while (!todo.isDone()) {
            try {
                sendOnce(todo, digests);
            } catch (ProtocolException e) {
                throw e;
            } catch (UnreadableException e) {
                continue; // that file's fate is told; the others need another connection
            } catch (IOException e) {
                goOnAfter(e, todo, lost);
            }
            if (todo.takeProgress()) {
                lost.progress();
                busy.progress();
            }
            Map<Outgoing, FileEvent.Skipped> putOff = todo.takePutOff();
            if (!putOff.isEmpty() && !busy.pause()) {
                putOff.keySet().forEach(todo::done);
                putOff.values().forEach(files::on);
            }
        }
    }

    /** Waits for the next try, or gives up. */
    private static void goOnAfter(IOException e, Todo todo, Retries lost) throws IOException {
        if (todo.isDone()) {
            return; // the receiver said what became of the last one, and closed
        }
        boolean progress = todo.takeProgress();
        if (progress) {
            lost.progress();
        }
        if (!todo.canBeSentAgain() || !lost.pause() && !progress) {
            throw e;
        }
    }

    private void sendOnce(Todo todo, ExecutorService digests) throws IOException {
        Duration patience = settings.patience(todo.left());
        try (Connection connection = TcpConnector.connect(settings.server(), settings.timeout(), patience, events)) {
            MessageChannel<ReceiverMessage, SenderMessage> channel = new MessageChannel<>(connection, format);
            new Sending(connection, channel, settings, patience, digests, todo, files).run();
        }
    }
}
