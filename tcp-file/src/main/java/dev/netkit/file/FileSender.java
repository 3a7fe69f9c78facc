package dev.netkit.file;

import dev.netkit.common.crypto.MessageSeal;
import dev.netkit.common.framing.FrameEncoding;
import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.message.MessageCodec;
import dev.netkit.common.message.MessageFormat;
import dev.netkit.common.net.Connection;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpConnector;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Sends files to a server, on as many connections one after another as that takes. */
public final class FileSender {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

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
                settings.keys().isEmpty() ? Optional.empty() : Optional.of(new MessageSeal(settings.keys())));
    }

    /**
     * Blocks until the fate of every file is known and told to the listener.
     *
     * @throws IOException if the network or the server failed, longer than the settings allow to try again
     */
    public void send(List<Outgoing> all) throws IOException {
        List<Outgoing> left = new ArrayList<>(all);
        long deadline = System.nanoTime() + settings.retry().toNanos();
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            int before = left.size();
            try {
                sendOnce(left);
                return;
            } catch (ProtocolException | SendFailedException e) {
                throw e;
            } catch (IOException e) {
                boolean progress = left.size() < before;
                if (left.isEmpty()) {
                    return; // the receiver said what became of the last one, and closed
                }
                if (progress) {
                    deadline = System.nanoTime() + settings.retry().toNanos();
                    pause = SHORTEST_PAUSE;
                }
                boolean inTime = progress || System.nanoTime() + pause.toNanos() <= deadline;
                if (!inTime || !canBeSentAgain(left)) {
                    throw e;
                }
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static boolean canBeSentAgain(List<Outgoing> left) {
        return left.stream().allMatch(file -> file.path().isPresent());
    }

    private void sendOnce(List<Outgoing> left) throws IOException {
        Duration patience = settings.patience(left);
        try (Connection connection = TcpConnector.connect(settings.server(), settings.timeout(), patience, events)) {
            new Sending(connection, new MessageChannel<>(connection, format), settings, patience, files).run(left);
        }
    }
}
