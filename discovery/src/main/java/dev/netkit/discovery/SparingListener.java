package dev.netkit.discovery;

import dev.netkit.common.net.AnswerAllowance;
import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.ServiceMeter;
import java.util.function.LongSupplier;

/**
 * Tells of some events in any second, and how many were left out, once a second at most: whoever can send datagrams shall
 * not fill a log. For one thread.
 */
final class SparingListener implements ServiceListener {
    static final int EVENTS_A_SECOND = 20;

    private final ServiceListener listener;
    private final AnswerAllowance events;
    private final AnswerAllowance summaries;
    private long leftOut;

    SparingListener(ServiceListener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.events = new AnswerAllowance(EVENTS_A_SECOND, nanoTime);
        this.summaries = new AnswerAllowance(1, nanoTime);
    }

    @Override
    public boolean wants(Detail detail) {
        return listener.wants(detail);
    }

    @Override
    public ServiceMeter meter(String service) {
        return listener.meter(service);
    }

    @Override
    public void on(ServiceEvent event) {
        boolean rare = event.detail() == Detail.ESSENTIAL && !(event instanceof ServiceEvent.Problem);
        if (rare) {
            tellLeftOut();
            listener.on(event);
        } else if (events.take()) {
            if (leftOut > 0 && summaries.take()) {
                tellLeftOut();
            }
            listener.on(event);
        } else {
            leftOut++;
        }
    }

    private void tellLeftOut() {
        if (leftOut > 0) {
            listener.on(new ServiceEvent.Problem("too many datagrams to tell of each", leftOut + " events left out"));
            leftOut = 0;
        }
    }
}
