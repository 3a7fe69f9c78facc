package dev.netkit.discovery.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** Connects to one port, and has a conversation there if it is open and one is wanted. */
final class PortAttempt implements Attempt {
    private static final int PORTION = 2048;

    /** So late a connect may have failed because the kernel gave up, which looks like a refusal. */
    private static final Duration KERNELS_PATIENCE = Duration.ofMillis(2900);

    /** Is told once how it ended. */
    @FunctionalInterface
    interface Listener {
        void ended(InetSocketAddress peer, PortAnswer answer);
    }

    private final InetSocketAddress peer;
    private final LongUnaryOperator deadlines;
    private final Optional<Conversation> conversation;
    private final Listener listener;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private SocketChannel channel;
    private ByteBuffer request;
    private Optional<PortAnswer> taken = Optional.empty();
    private long started;
    private long deadline;

    /** @param deadlines until when a connection that begins at that moment is waited for, in the system's nanoseconds */
    PortAttempt(
            InetSocketAddress peer,
            LongUnaryOperator deadlines,
            Optional<Conversation> conversation,
            Listener listener) {
        this.peer = peer;
        this.deadlines = deadlines;
        this.conversation = conversation;
        this.listener = listener;
    }

    @Override
    public SelectableChannel open() throws IOException {
        channel = SocketChannel.open();
        return channel;
    }

    @Override
    public int begin(long now) {
        started = now;
        deadline = deadlines.applyAsLong(now);
        try {
            return channel.connect(peer) ? taken(now) : SelectionKey.OP_CONNECT;
        } catch (UnsupportedAddressTypeException e) { // there is no IPv6
            return end(PortAnswer.UNKNOWN);
        } catch (IOException e) {
            return failed(e, now);
        }
    }

    @Override
    public int proceed(long now) {
        try {
            if (taken.isPresent()) {
                return talk();
            }
            return channel.finishConnect() ? taken(now) : SelectionKey.OP_CONNECT;
        } catch (IOException e) {
            return failed(e, now);
        }
    }

    private int taken(long now) throws IOException {
        PortAnswer open = PortAnswer.of(PortState.OPEN, Duration.ofNanos(now - started));
        if (conversation.isEmpty()) {
            return end(open);
        }
        taken = Optional.of(open);
        deadline = now + conversation.get().patience().toNanos();
        request = ByteBuffer.wrap(conversation.get().request());
        return talk();
    }

    private int talk() throws IOException {
        channel.write(request);
        if (request.hasRemaining()) {
            return SelectionKey.OP_WRITE;
        }
        boolean ended = !hear();
        return ended || isEnough() ? end(said()) : SelectionKey.OP_READ;
    }

    private boolean hear() throws IOException {
        ByteBuffer portion =
                ByteBuffer.allocate(Math.min(PORTION, conversation.orElseThrow().limit() - heard.size()));
        int length = channel.read(portion);
        heard.write(portion.array(), 0, portion.position());
        return length >= 0;
    }

    private boolean isEnough() {
        Conversation talk = conversation.orElseThrow();
        return heard.size() >= talk.limit() || talk.isEnough(heard.toByteArray());
    }

    private PortAnswer said() {
        return conversation.orElseThrow().answer(taken.orElseThrow(), heard.toByteArray());
    }

    private int failed(IOException e, long now) {
        if (taken.isPresent()) {
            return end(said());
        }
        Duration took = Duration.ofNanos(now - started);
        boolean refused = e instanceof ConnectException && took.compareTo(KERNELS_PATIENCE) < 0;
        return end(refused ? PortAnswer.of(PortState.CLOSED, took) : PortAnswer.UNKNOWN);
    }

    private int end(PortAnswer answer) {
        listener.ended(peer, answer);
        return 0;
    }

    @Override
    public long deadline() {
        return deadline;
    }

    @Override
    public void expire() {
        end(taken.isPresent() ? said() : PortAnswer.SILENT);
    }
}
