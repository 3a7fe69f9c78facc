package dev.netkit.common.net;

/**
 * Is given the figures of a service that its events do not tell, by many threads at once; never blocks or throws. What
 * can be read at any time is not told but left to be read, as {@link Traffic}: whoever measures nothing pays for nothing.
 */
public interface ServiceMeter {
    /** The service's port is open; its traffic can be read from now on, and after its end. */
    void opened(Traffic traffic);

    /**
     * A message, a portion, a datagram or a request has come, whatever becomes of it.
     *
     * @return the moment, to be given to {@link #answered}
     */
    long came();

    /** What came at that moment is answered. */
    void answered(long came);

    /**
     * What had come was not taken.
     *
     * @param code why, as a word of netkit's own; never what a peer has sent, because each one is kept for ever
     */
    void rejected(String code);

    /** Measures nothing. */
    ServiceMeter NONE = new ServiceMeter() {
        @Override
        public void opened(Traffic traffic) {}

        @Override
        public long came() {
            return 0;
        }

        @Override
        public void answered(long came) {}

        @Override
        public void rejected(String code) {}
    };
}
