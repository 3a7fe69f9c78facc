package dev.netkit.common.cli;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where a command says how it is stopped when the user or the system asks the process to end. A command that says
 * nothing is simply cut short.
 */
public final class StopSignals {
    /** How a command takes the news; {@code endsWell} tells that stopping was its proper end, so that the exit code is its own. */
    private record Stop(Runnable action, boolean endsWell) {}

    private final AtomicReference<Stop> stop = new AtomicReference<>();

    /** A server: told to stop, it has done its job, and its own exit code stands. */
    public void stopsServer(Runnable action) {
        stop.set(new Stop(action, true));
    }

    /** A client: it may finish its sentence, and the exit code still tells that it was cut short. */
    public void cutsClientShort(Runnable action) {
        stop.set(new Stop(action, false));
    }

    /** Asks the command to stop; empty if it did not say how, else whether that is its proper end. */
    public Optional<Boolean> stop() {
        Optional<Stop> wanted = Optional.ofNullable(stop.get());
        wanted.ifPresent(found -> found.action().run());
        return wanted.map(Stop::endsWell);
    }
}
