package dev.netkit.echo;

import dev.netkit.common.net.ConnectFailedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** One thread's share of a load: a selector over its connections. */
final class LoadWorker implements Callable<LoadWorker.Tally> {
    private static final long LOOK_MILLIS = 50;
    private static final long LOOK_NANOS = LOOK_MILLIS * 1_000_000;

    private final EchoLoad.Plan plan;
    private final Share share;
    private final CountDownLatch workersConnecting;
    private final BooleanSupplier stopping;
    private final List<LoadConnection> live = new ArrayList<>();
    private final Histogram histogram = Latency.newHistogram();
    private long lastLook = System.nanoTime();
    private long wrong;
    private long lost;
    private long errors;
    private Optional<IOException> firstFailure = Optional.empty();

    /**
     * Which connections are this worker's.
     *
     * @param servers the addresses of the server, to be tried in turn
     * @param worker its number, which makes its messages differ from the others'
     * @param connections how many
     */
    record Share(List<InetSocketAddress> servers, int worker, int connections) {}

    /** What one worker counted. */
    record Tally(
            Histogram histogram,
            double seconds,
            long wrong,
            long lost,
            long errors,
            Optional<IOException> firstFailure) {}

    /** {@code workersConnecting} counts down to the common start. */
    LoadWorker(EchoLoad.Plan plan, Share share, CountDownLatch workersConnecting, BooleanSupplier stopping) {
        this.plan = plan;
        this.share = share;
        this.workersConnecting = workersConnecting;
        this.stopping = stopping;
    }

    @Override
    public Tally call() throws IOException, InterruptedException {
        try (Selector selector = Selector.open()) {
            connectAll(selector);
            workersConnecting.countDown();
            workersConnecting.await();
            long start = System.nanoTime();
            load(selector, start + plan.duration().toNanos());
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Tally(histogram, seconds, wrong, lost, errors, firstFailure);
        } finally {
            workersConnecting.countDown(); // also where it failed: the others must not wait for ever
            live.forEach(LoadConnection::close);
        }
    }

    /** Takes the first of the server's addresses at which anybody answers. */
    private void connectAll(Selector selector) throws IOException {
        for (InetSocketAddress server : share.servers()) {
            errors = 0;
            open(server, selector);
            while (!stopping.getAsBoolean() && !live.stream().allMatch(LoadConnection::isConnected)) {
                look(selector);
            }
            if (!live.isEmpty() || stopping.getAsBoolean()) {
                return;
            }
        }
    }

    private void open(InetSocketAddress server, Selector selector) {
        for (int i = 0; i < share.connections() && !stopping.getAsBoolean(); i++) {
            try {
                long id = (long) share.worker() << 20 | i;
                live.add(LoadConnection.open(plan, server, id, selector));
            } catch (IOException e) {
                failed(new ConnectFailedException(plan.server(), e));
            }
        }
    }

    private void load(Selector selector, long end) throws IOException {
        for (LoadConnection connection : List.copyOf(live)) {
            attempt(connection, connection::start);
        }
        while (!stopping.getAsBoolean() && !live.isEmpty() && System.nanoTime() - end < 0) {
            look(selector);
        }
    }

    private void look(Selector selector) throws IOException {
        selector.select(this::progress, LOOK_MILLIS);
        long now = System.nanoTime();
        if (now - lastLook >= LOOK_NANOS) {
            giveUpOnTheSilent(now);
            lastLook = now;
        }
    }

    private void progress(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        attempt(connection, () -> connection.progress(this::answered));
    }

    private void answered(long nanos, boolean identical) {
        if (identical) {
            Latency.record(histogram, nanos);
        } else {
            wrong++;
        }
    }

    private void giveUpOnTheSilent(long now) {
        for (LoadConnection connection : List.copyOf(live)) {
            if (connection.silentFor(plan.timeout(), now)) {
                attempt(connection, () -> {
                    connection.giveUp();
                    lost++;
                });
            }
        }
    }

    /** Something that ends the connection if it fails. */
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(LoadConnection connection, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            connection.close();
            live.remove(connection);
            failed(connection.isConnected() ? e : new ConnectFailedException(plan.server(), e));
        }
    }

    private void failed(IOException e) {
        errors++;
        if (firstFailure.isEmpty()) {
            firstFailure = Optional.of(e);
        }
    }
}
