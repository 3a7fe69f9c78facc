package dev.netkit.common.net;

import dev.netkit.common.net.ServiceEvent.Detail;

/** Passes events on, but not that of each portion of data: a large transfer has ten thousand. */
public record WithoutPortions(ServiceListener listener) implements ServiceListener {
    @Override
    public boolean wants(Detail detail) {
        return listener.wants(detail);
    }

    @Override
    public void on(ServiceEvent event) {
        if (!(event instanceof ServiceEvent.Received) && !(event instanceof ServiceEvent.Sent)) {
            listener.on(event);
        }
    }

    @Override
    public ServiceMeter meter(String service) {
        return listener.meter(service);
    }
}
