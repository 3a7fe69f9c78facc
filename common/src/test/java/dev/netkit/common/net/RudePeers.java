package dev.netkit.common.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All rude peers at one server at once, while a polite client is served. */
public final class RudePeers {
    private static final Duration LONGEST_VISIT = Duration.ofSeconds(8);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(50);

    private RudePeers() {}

    /**
     * Lets every {@link RudePeer} visit the server, which needs room for all of them at once, and runs the check again
     * and again while they are there and once after they have left.
     *
     * @param politeCheck talks to the server as a client should, and throws if it is not served as it should be
     * @throws AssertionError if a peer could not connect or does not return
     */
    public static void allVisit(InetSocketAddress server, Runnable politeCheck) {
        List<Visit> visits = Arrays.stream(RudePeer.values())
                .map(peer -> new Visit(peer, server))
                .toList();
        visits.forEach(Visit::start);
        long deadline = System.nanoTime() + LONGEST_VISIT.toNanos();
        try {
            do {
                politeCheck.run();
            } while (!allEnd(visits, BETWEEN_CHECKS) && System.nanoTime() < deadline);
        } finally {
            allEnd(visits, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        visits.forEach(Visit::check);
        politeCheck.run();
    }

    private static boolean allEnd(List<Visit> visits, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        return visits.stream().allMatch(visit -> visit.ends(end - System.nanoTime()));
    }

    private static final class Visit {
        private final RudePeer peer;
        private final InetSocketAddress server;
        private final Thread thread;
        private volatile Throwable failure;

        Visit(RudePeer peer, InetSocketAddress server) {
            this.peer = peer;
            this.server = server;
            this.thread = new Thread(this::run, "rude-peer-" + peer);
            thread.setDaemon(true);
        }

        void start() {
            thread.start();
        }

        private void run() {
            try {
                peer.visit(server);
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
            }
        }

        boolean ends(long withinNanos) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(withinNanos)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return !thread.isAlive();
        }

        void check() {
            if (thread.isAlive()) {
                throw new AssertionError(peer + " does not return");
            }
            if (failure != null) {
                throw new AssertionError(peer + " could not visit the server: " + failure, failure);
            }
        }
    }
}
