package dev.netkit.file.send;

import dev.netkit.common.message.MessageChannel;
import dev.netkit.common.net.Connection;
import dev.netkit.file.ReceiverMessage;
import dev.netkit.file.SenderMessage;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads what the receiver says, on a thread of its own: the sender may be busy with data, and the receiver must never wait
 * for somebody to read its answers.
 */
final class Answers {

    private final Connection connection;
    private final MessageChannel<ReceiverMessage, SenderMessage> channel;
    private final BlockingQueue<Answer> queue = new LinkedBlockingQueue<>();
    private final AtomicLong due = new AtomicLong();

    /** A message, or why there is none. */
    private record Answer(ReceiverMessage message, IOException failure) {}

    Answers(Connection connection, MessageChannel<ReceiverMessage, SenderMessage> channel) {
        this.connection = connection;
        this.channel = channel;
    }

    /** Another file is offered: it will be accepted or not, and then stored or not. */
    void expectTwo() {
        due.addAndGet(2);
    }

    void start() {
        Thread thread = new Thread(this::read, "netkit-answers");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            while (true) {
                connection.readTimeout(Duration.ZERO);
                ReceiverMessage message =
                        channel.receive().orElseThrow(() -> new EOFException("the server closed the connection"));
                if (due.decrementAndGet() < 0) {
                    throw new ProtocolException("the server answers what nobody asked");
                }
                queue.add(new Answer(message, null));
            }
        } catch (IOException e) {
            queue.add(new Answer(null, e));
        }
    }

    /** The next message; blocks for it, up to the time limit; zero = for ever. */
    ReceiverMessage next(Duration timeout) throws IOException {
        try {
            Answer answer = timeout.isZero() ? queue.take() : queue.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (answer == null) {
                throw new SocketTimeoutException("the server did not answer");
            }
            if (answer.failure() != null) {
                queue.add(answer); // whoever asks again learns the same
                throw answer.failure();
            }
            return answer.message();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the server", e);
        }
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}
