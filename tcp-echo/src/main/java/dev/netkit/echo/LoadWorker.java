package dev.netkit.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** One thread's share of a load: a selector over its connections. */
final class LoadWorker implements Callable<LoadWorker.Tally> {
    private static final long LOOK_MILLIS = 50;
    private static final long LOOK_NANOS = LOOK_MILLIS * 1_000_000;

    private final EchoLoad.Plan plan;
    private final InetSocketAddress server;
    private final int share;
    private final int number;
    private final List<LoadConnection> live = new ArrayList<>();
    private final Histogram histogram = Latency.newHistogram();
    private final BooleanSupplier stopping;
    private long wrong;
    private long lost;
    private long errors;
    private Optional<IOException> firstFailure = Optional.empty();

    /** What one worker counted. */
    record Tally(
            Histogram histogram,
            double seconds,
            long wrong,
            long lost,
            long errors,
            Optional<IOException> firstFailure) {}

    LoadWorker(EchoLoad.Plan plan, InetSocketAddress server, int share, int number, BooleanSupplier stopping) {
        this.plan = plan;
        this.server = server;
        this.share = share;
        this.number = number;
        this.stopping = stopping;
    }

    @Override
    public Tally call() throws IOException {
        try (Selector selector = Selector.open()) {
            long start = System.nanoTime();
            openAll(selector);
            load(selector, start + plan.duration().toNanos());
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Tally(histogram, seconds, wrong, lost, errors, firstFailure);
        } finally {
            live.forEach(LoadConnection::close);
        }
    }

    private void openAll(Selector selector) {
        for (int i = 0; i < share && !stopping.getAsBoolean(); i++) {
            try {
                long id = (long) number << 32 | i;
                live.add(LoadConnection.open(plan, server, id, selector));
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private void load(Selector selector, long end) throws IOException {
        long lastLook = System.nanoTime();
        while (!stopping.getAsBoolean() && !live.isEmpty() && System.nanoTime() - end < 0) {
            selector.select(this::progress, LOOK_MILLIS);
            long now = System.nanoTime();
            if (now - lastLook >= LOOK_NANOS) {
                giveUpOnTheSilent(now);
                lastLook = now;
            }
        }
    }

    private void progress(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            connection.progress(this::answered);
        } catch (IOException e) {
            drop(connection, e);
        }
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
            if (!connection.silentFor(plan.timeout(), now)) {
                continue;
            }
            try {
                connection.giveUp();
                lost++;
            } catch (IOException e) {
                drop(connection, e);
            }
        }
    }

    private void drop(LoadConnection connection, IOException e) {
        connection.close();
        live.remove(connection);
        failed(e);
    }

    private void failed(IOException e) {
        errors++;
        if (firstFailure.isEmpty()) {
            firstFailure = Optional.of(e);
        }
    }
}
