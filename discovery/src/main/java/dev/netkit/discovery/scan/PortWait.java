package dev.netkit.discovery.scan;

import dev.netkit.common.net.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tries a port until it is open; for one run on one thread. */
public final class PortWait {
    private static final Duration POLL = Duration.ofMillis(100);

    /** A lost SYN is not waited for: the next one is asked soon. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Endpoint endpoint;
    private final Duration timeout;
    private volatile boolean stopped;
    private boolean open;

    /** How it ended. */
    public enum End {
        OPEN,
        NOT_IN_TIME,
        STOPPED
    }

    public PortWait(Endpoint endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
    }

    /** Blocks until the port is open, the time is up, or it is stopped; a name that nobody knows may yet be known. */
    public End run() throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        try (Attempts attempts = new Attempts()) {
            while (!open && !stopped && System.nanoTime() - end < 0) {
                if (attempts.isIdle()) {
                    begin(attempts, end);
                }
                attempts.step(shorter(POLL, Duration.ofNanos(end - System.nanoTime())));
            }
        }
        if (open) {
            return End.OPEN;
        }
        return stopped ? End.STOPPED : End.NOT_IN_TIME;
    }

    /** Ends the run early; for any thread. */
    public void stop() {
        stopped = true;
    }

    private void begin(Attempts attempts, long end) {
        for (InetSocketAddress address : addresses()) {
            attempts.add(new PortAttempt(
                    address,
                    now -> now + Math.min(PATIENCE.toNanos(), end - now),
                    Optional.empty(),
                    (peer, answer) -> open |= answer.stateOfAHost() == PortState.OPEN));
        }
    }

    private List<InetSocketAddress> addresses() {
        try {
            return endpoint.resolve();
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
