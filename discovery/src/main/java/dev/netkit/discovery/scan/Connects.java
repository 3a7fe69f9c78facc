package dev.netkit.discovery.scan;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Many connects at once on one selector, each closed as soon as it has told what it is for; for one thread. */
final class Connects implements Closeable {
    private static final int MOST_AT_ONCE = 256;

    /** Is told of each attempt once. */
    @FunctionalInterface
    interface Listener {
        void ended(InetSocketAddress peer, PortAnswer answer);
    }

    /** Connects that wait or run; {@code deadline} holds once it runs. */
    private record Attempt(InetSocketAddress peer, Duration patience, long started, long deadline) {
        Attempt begin(long now, long notBefore) {
            long end = now + patience.toNanos();
            return new Attempt(peer, patience, now, notBefore - end > 0 ? notBefore : end);
        }
    }

    private final Selector selector = Selector.open();
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private final Listener listener;
    private final LongSupplier earliestEnd;
    private int mostAtOnce = MOST_AT_ONCE;

    /** No attempt is given up before {@code earliestEnd}, in the system's nanoseconds. */
    Connects(Listener listener, LongSupplier earliestEnd) throws IOException {
        this.listener = listener;
        this.earliestEnd = earliestEnd;
    }

    void add(InetSocketAddress peer, Duration patience) {
        waiting.add(new Attempt(peer, patience, 0, 0));
    }

    boolean isIdle() {
        return waiting.isEmpty() && selector.keys().isEmpty();
    }

    /** Begins what there is room for, and waits so long at most for something to happen. */
    void step(Duration longest) throws IOException {
        begin();
        selector.select(key -> finish((Attempt) key.attachment(), (SocketChannel) key.channel()), longest.toMillis());
        long now = System.nanoTime();
        for (SelectionKey key : List.copyOf(selector.keys())) {
            Attempt attempt = (Attempt) key.attachment();
            if (key.isValid() && now - attempt.deadline() >= 0) {
                close((SocketChannel) key.channel());
                listener.ended(attempt.peer(), PortAnswer.SILENT);
            }
        }
        selector.selectNow(); // lets go of what was closed
    }

    private void begin() throws IOException {
        while (!waiting.isEmpty() && selector.keys().size() < mostAtOnce) {
            Optional<SocketChannel> channel = open();
            if (channel.isEmpty()) {
                return;
            }
            begin(channel.get(), waiting.remove().begin(System.nanoTime(), earliestEnd.getAsLong()));
        }
    }

    /** Empty if the process has no descriptors left: then those that it has must do. */
    private Optional<SocketChannel> open() throws IOException {
        try {
            return Optional.of(SocketChannel.open());
        } catch (IOException e) {
            int running = selector.keys().size();
            if (running == 0) {
                throw e;
            }
            mostAtOnce = running;
            return Optional.empty();
        }
    }

    private void begin(SocketChannel channel, Attempt attempt) throws IOException {
        try {
            channel.configureBlocking(false);
            if (channel.connect(attempt.peer())) {
                end(channel, attempt, PortState.OPEN);
            } else {
                channel.register(selector, SelectionKey.OP_CONNECT, attempt);
            }
        } catch (ConnectException e) {
            end(channel, attempt, PortState.CLOSED);
        } catch (IOException | UnsupportedAddressTypeException e) { // the latter where there is no IPv6
            end(channel, attempt, PortAnswer.UNKNOWN);
        }
    }

    private void finish(Attempt attempt, SocketChannel channel) {
        try {
            if (channel.finishConnect()) {
                end(channel, attempt, PortState.OPEN);
            }
        } catch (ConnectException e) {
            end(channel, attempt, PortState.CLOSED);
        } catch (IOException e) {
            end(channel, attempt, PortAnswer.UNKNOWN);
        }
    }

    private void end(SocketChannel channel, Attempt attempt, PortState state) {
        end(channel, attempt, PortAnswer.of(state, Duration.ofNanos(System.nanoTime() - attempt.started())));
    }

    private void end(SocketChannel channel, Attempt attempt, PortAnswer answer) {
        close(channel);
        listener.ended(attempt.peer(), answer);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is given back all the same.
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
