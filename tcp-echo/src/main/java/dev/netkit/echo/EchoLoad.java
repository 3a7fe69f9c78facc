package dev.netkit.echo;

import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.HdrHistogram.Histogram;

/**
 * Puts an echo service under load: many connections, each with one message under way at a time, every answer compared.
 * A selector and a thread for each processor, joined before the report.
 */
public final class EchoLoad {
    private final Plan plan;
    private volatile boolean stopping;

    /**
     * What load.
     *
     * @param udp datagrams instead of connections
     * @param connections how many at once, at least 1
     * @param duration how long
     * @param size bytes in each message, 8 to 1 MiB; at most 65 507 over UDP
     * @param timeout after which a connection is given up, or a datagram counted as lost
     */
    public record Plan(Endpoint server, boolean udp, int connections, Duration duration, int size, Duration timeout) {
        public static final int MIN_SIZE = Long.BYTES;
        public static final int MAX_SIZE = 1 << 20;

        public Plan {
            int most = udp ? EchoClient.LARGEST_DATAGRAM : MAX_SIZE;
            if (size < MIN_SIZE || size > most) {
                throw new IllegalArgumentException("a message has " + MIN_SIZE + " to " + most + " bytes");
            }
            if (connections < 1 || duration.isZero()) {
                throw new IllegalArgumentException("a load has at least 1 connection and lasts a while");
            }
        }
    }

    /**
     * The outcome.
     *
     * @param requests answers that came and were right
     * @param wrong answers that differed from what was sent
     * @param lost datagrams without an answer in time
     * @param errors connections that failed
     */
    public record Report(long requests, double seconds, long wrong, long lost, long errors, Latency latency) {
        public double requestsPerSecond() {
            return seconds == 0 ? 0 : requests / seconds;
        }
    }

    public EchoLoad(Plan plan) {
        this.plan = plan;
    }

    /**
     * Connects all, then blocks for the planned time, or until every connection has failed or {@link #stop()} is called.
     *
     * @throws IOException if no connection came about at all
     */
    public Report run() throws IOException {
        List<InetSocketAddress> servers = plan.server().resolve();
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), plan.connections());
        CountDownLatch connecting = new CountDownLatch(threads);
        List<FutureTask<LoadWorker.Tally>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int connections = plan.connections() / threads + (i < plan.connections() % threads ? 1 : 0);
            LoadWorker.Share share = new LoadWorker.Share(servers, i, connections);
            tasks.add(new FutureTask<>(new LoadWorker(plan, share, connecting, () -> stopping)));
        }
        tasks.forEach(task -> new Thread(task, "netkit-echo-load").start());
        return sum(tasks);
    }

    /** Ends the load early; any thread may call it. */
    public void stop() {
        stopping = true;
    }

    private static Report sum(List<FutureTask<LoadWorker.Tally>> tasks) throws IOException {
        Histogram all = Latency.newHistogram();
        long wrong = 0;
        long lost = 0;
        long errors = 0;
        double seconds = 0;
        IOException failure = null;
        for (FutureTask<LoadWorker.Tally> task : tasks) {
            LoadWorker.Tally tally = join(task);
            all.add(tally.histogram());
            wrong += tally.wrong();
            lost += tally.lost();
            errors += tally.errors();
            seconds = Math.max(seconds, tally.seconds());
            failure = tally.firstFailure().orElse(failure);
        }
        if (all.getTotalCount() == 0 && wrong == 0 && failure != null) {
            throw failure;
        }
        return new Report(all.getTotalCount(), seconds, wrong, lost, errors, Latency.of(all));
    }

    private static LoadWorker.Tally join(FutureTask<LoadWorker.Tally> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
