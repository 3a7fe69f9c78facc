package dev.netkit.common.net;

import java.util.concurrent.atomic.LongAdder;

/** The traffic of a service without connections, as far as it is told to this. */
public final class CountedTraffic implements Traffic {
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    public void came(long bytes) {
        received.add(bytes);
    }

    public void went(long bytes) {
        sent.add(bytes);
    }

    @Override
    public long received() {
        return received.sum();
    }

    @Override
    public long sent() {
        return sent.sum();
    }
}
