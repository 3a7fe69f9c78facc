package dev.netkit.common.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where a command says how it is stopped when the user or the system asks the process to end. A command that says
 * nothing is simply cut short.
 */
public final class StopSignals {
    /** How a command takes the news; {@code endsWell} tells that stopping was its proper end, so that the exit code is its own. */
    private record Stop(Runnable action, boolean endsWell) {}

    private static final long LONGEST_OPENING_SECONDS = 2;

    private final List<Stop> stops = new CopyOnWriteArrayList<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile boolean opening;

    /** A server is about to be opened: it has told that it listens before it can say how it is stopped. */
    public void serverOpens() {
        opening = true;
    }

    /** A server: told to stop, it has done its job, and its own exit code stands. */
    public void stopsServer(Runnable action) {
        tell(new Stop(action, true));
    }

    /** A client: it may finish its sentence, and the exit code still tells that it was cut short. */
    public void cutsClientShort(Runnable action) {
        tell(new Stop(action, false));
    }

    private void tell(Stop stop) {
        stops.add(stop);
        told.countDown();
    }

    /**
     * Asks the command to stop; empty if it did not say how, else whether that is its proper end. Blocks for 2 s at most,
     * while a server is being opened.
     */
    public Optional<Boolean> stop() {
        if (opening) {
            awaitOpening();
        }
        List<Stop> told = List.copyOf(stops); // whoever says so only now has not been told
        told.forEach(stop -> stop.action().run());
        return told.isEmpty() ? Optional.empty() : Optional.of(told.stream().allMatch(Stop::endsWell));
    }

    private void awaitOpening() {
        try {
            told.await(LONGEST_OPENING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
