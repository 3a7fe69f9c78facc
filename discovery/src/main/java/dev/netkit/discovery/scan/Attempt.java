package dev.netkit.discovery.scan;

import java.io.IOException;
import java.nio.channels.SelectableChannel;

/** Something that is waited for on a channel of its own, which {@link Attempts} closes; for its thread only. */
interface Attempt {
    /** Opens the channel; fails if the process has no descriptors left. */
    SelectableChannel open() throws IOException;

    /**
     * Begins on the channel, which does not block by now.
     *
     * @param now in the system's nanoseconds
     * @return what to wait for, as a selection key's interest; 0 if it is over
     */
    int begin(long now);

    /** What was waited for has happened; returns what {@link #begin} does. */
    int proceed(long now);

    /** When to wait no longer, in the system's nanoseconds; once it has begun. */
    long deadline();

    /** It is over, because the time is up. */
    void expire();
}
