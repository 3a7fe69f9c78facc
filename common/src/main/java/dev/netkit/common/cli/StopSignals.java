package dev.netkit.common.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where a command says how it is stopped when the user or the system asks the process to end. A command that says
 * nothing is simply cut short.
 */
public final class StopSignals {
    /** How a command takes the news; {@code endsWell} tells that stopping was its proper end, so that the exit code is its own. */
    private record Stop(Runnable action, boolean endsWell) {}

    private final List<Stop> stops = new CopyOnWriteArrayList<>();

    /** A server: told to stop, it has done its job, and its own exit code stands. */
    public void stopsServer(Runnable action) {
        stops.add(new Stop(action, true));
    }

    /** A client: it may finish its sentence, and the exit code still tells that it was cut short. */
    public void cutsClientShort(Runnable action) {
        stops.add(new Stop(action, false));
    }

    /** Asks the command to stop; empty if it did not say how, else whether that is its proper end. */
    public Optional<Boolean> stop() {
        List<Stop> told = List.copyOf(stops); // whoever says so only now has not been told
        told.forEach(stop -> stop.action().run());
        return told.isEmpty() ? Optional.empty() : Optional.of(told.stream().allMatch(Stop::endsWell));
    }
}
