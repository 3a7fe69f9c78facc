package dev.netkit.common.crypto;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands where a test puts it. */
public final class SettableClock extends Clock {
    private volatile long second;

    public SettableClock(long second) {
        this.second = second;
    }

    public void set(long second) {
        this.second = second;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(second);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
