package dev.netkit.echo;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.HdrHistogram.Histogram;

/** Measures round trips to an echo service one after the other, as ping does, and compares every byte. */
public final class RoundTrips {
    /** Bytes in a message, unless somebody wants another size. */
    public static final int DEFAULT_SIZE = 64;

    private final Plan plan;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();
    private final Histogram histogram = Latency.newHistogram();
    private boolean stopping;
    private EchoExchange current;
    private int sent;
    private int received;
    private int different;
    private long previousNanos = -1;
    private long jitterSum;

    /**
     * What to measure.
     *
     * @param count how many round trips, at least 1
     * @param interval from one start to the next; zero = as soon as the answer is there
     * @param size bytes in each message, at least 1
     */
    public record Plan(int count, Duration interval, int size) {
        public Plan {
            if (count < 1 || size < 1) {
                throw new IllegalArgumentException("a measurement has at least 1 message of at least 1 byte");
            }
        }
    }

    /** One round trip; {@code nanos} is empty of meaning where it was lost. */
    public record Trip(int sequence, boolean lost, boolean identical, long nanos) {}

    /** The outcome; {@code jitter} is the mean difference between neighbouring round trips, in nanoseconds. */
    public record Report(int sent, int received, int different, Latency latency, double jitter) {
        public int lost() {
            return sent - received;
        }
    }

    /** Is told of each round trip; what it throws ends the measurement. */
    @FunctionalInterface
    public interface TripListener {
        void on(Trip trip) throws IOException;
    }

    public RoundTrips(Plan plan) {
        this.plan = plan;
    }

    /**
     * Blocks until the plan is done or {@link #stop()} is called.
     *
     * @throws IOException what the listener threw, or if the connection failed; {@link #report()} has what was measured
     *     before
     */
    public void run(EchoExchange exchange, TripListener listener) throws IOException {
        begin(exchange);
        long next = System.nanoTime();
        for (int sequence = 1; sequence <= plan.count() && waitUntil(next); sequence++) {
            Optional<Trip> trip = trip(exchange, sequence);
            if (trip.isEmpty()) {
                return;
            }
            listener.on(trip.get());
            next += plan.interval().toNanos();
        }
    }

    private void begin(EchoExchange exchange) {
        lock.lock();
        try {
            current = exchange;
        } finally {
            lock.unlock();
        }
    }

    /** Empty if {@link #stop()} closed the exchange under it. */
    private Optional<Trip> trip(EchoExchange exchange, int sequence) throws IOException {
        byte[] message = message(sequence, plan.size());
        sent++;
        long start = System.nanoTime();
        try {
            byte[] answer = exchange.exchange(message);
            return Optional.of(answered(sequence, System.nanoTime() - start, Arrays.equals(message, answer)));
        } catch (IOException e) {
            if (isStopping()) {
                return Optional.empty();
            }
            if (e instanceof SocketTimeoutException && exchange.outlivesLoss()) {
                return Optional.of(new Trip(sequence, true, false, 0));
            }
            throw e;
        }
    }

    private Trip answered(int sequence, long nanos, boolean identical) {
        received++;
        different += identical ? 0 : 1;
        Latency.record(histogram, nanos);
        if (previousNanos >= 0) {
            jitterSum += Math.abs(nanos - previousNanos);
        }
        previousNanos = nanos;
        return new Trip(sequence, false, identical, nanos);
    }

    /**
     * A number, the lowest of its bytes first, and a pattern: messages differ from one to the next, so that an answer to
     * another one is noticed.
     */
    static byte[] message(long sequence, int size) {
        byte[] message = new byte[size];
        for (int i = 0; i < size; i++) {
            message[i] = (byte) (i < Long.BYTES ? sequence >>> 8 * i : i);
        }
        return message;
    }

    /** What was measured so far; only for the thread that called {@link #run}. */
    public Report report() {
        double jitter = received < 2 ? 0 : (double) jitterSum / (received - 1);
        return new Report(sent, received, different, Latency.of(histogram), jitter);
    }

    /** Ends {@link #run} at once and closes its exchange, so that nobody waits for an answer; any thread may call it. */
    public void stop() {
        EchoExchange waiting;
        lock.lock();
        try {
            stopping = true;
            stopped.signalAll();
            waiting = current;
        } finally {
            lock.unlock();
        }
        if (waiting != null) {
            waiting.close();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for that time of System.nanoTime; false if it is over. */
    private boolean waitUntil(long nanoTime) {
        lock.lock();
        try {
            long left = nanoTime - System.nanoTime();
            while (!stopping && left > 0) {
                left = stopped.awaitNanos(left);
            }
            return !stopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
