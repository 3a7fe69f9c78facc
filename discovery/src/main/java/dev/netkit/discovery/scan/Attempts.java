package dev.netkit.discovery.scan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Many attempts at once on one selector, each closed as soon as it is over; for one thread. */
final class Attempts implements Closeable {
    /** Silent ports are waited for together, all of a full room's at once. */
    private static final int MOST_AT_ONCE = 1500;

    private static final int PORTION = 16;

    /** Descriptors that are left to everybody else where there are few. */
    private static final int SPARE = 8;

    private final Selector selector = Selector.open();
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private int mostAtOnce = MOST_AT_ONCE;

    Attempts() throws IOException {}

    void add(Attempt attempt) {
        waiting.add(attempt);
    }

    boolean isIdle() {
        return waiting.isEmpty() && selector.keys().isEmpty();
    }

    /** Begins what there is room for, and waits so long at most for something to happen. */
    void step(Duration longest) throws IOException {
        begin();
        selector.select(this::proceed, Math.max(1, longest.toMillis())); // 0 would be for ever
        expire(System.nanoTime());
        selector.selectNow(this::proceed); // lets go of what was closed
    }

    private void begin() throws IOException {
        for (int begun = 1; !waiting.isEmpty() && selector.keys().size() < mostAtOnce; begun++) {
            Optional<SelectableChannel> channel = open(waiting.peek());
            if (channel.isEmpty()) {
                return;
            }
            begin(channel.get(), waiting.remove());
            if (begun % PORTION == 0) {
                selector.selectNow(this::proceed); // so that a round trip is not that of those who begin after it
            }
        }
    }

    /** Empty if the process has no descriptors left: then fewer than those that it has must do. */
    private Optional<SelectableChannel> open(Attempt attempt) throws IOException {
        try {
            return Optional.of(attempt.open());
        } catch (IOException e) {
            int running = selector.keys().size();
            if (running == 0) {
                throw e;
            }
            mostAtOnce = Math.max(1, running - SPARE);
            return Optional.empty();
        }
    }

    private void begin(SelectableChannel channel, Attempt attempt) throws IOException {
        channel.configureBlocking(false);
        int interest = attempt.begin(System.nanoTime());
        if (interest == 0) {
            close(channel);
        } else {
            channel.register(selector, interest, attempt);
        }
    }

    private void proceed(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        int interest = ((Attempt) key.attachment()).proceed(System.nanoTime());
        if (interest == 0) {
            close(key.channel());
        } else {
            key.interestOps(interest);
        }
    }

    private void expire(long now) {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            Attempt attempt = (Attempt) key.attachment();
            if (key.isValid() && now - attempt.deadline() >= 0) {
                close(key.channel());
                attempt.expire();
            }
        }
    }

    private static void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is given back all the same.
        }
    }

    @Override
    public void close() throws IOException {
        selector.keys().forEach(key -> close(key.channel()));
        selector.close();
    }
}
