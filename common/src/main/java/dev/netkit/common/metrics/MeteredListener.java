package dev.netkit.common.metrics;

import dev.netkit.common.net.ServiceEvent;
import dev.netkit.common.net.ServiceEvent.Detail;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.ServiceMeter;

/** Passes events on as they are wanted, and has the figures of the services that tell them. */
record MeteredListener(ServiceListener events, ServiceMetrics services) implements ServiceListener {
    /** More is made because of metrics than would be otherwise: nothing. */
    @Override
    public boolean wants(Detail detail) {
        return events.wants(detail);
    }

    @Override
    public void on(ServiceEvent event) {
        if (event instanceof ServiceEvent.Problem) {
            services.problem();
        }
        events.on(event);
    }

    @Override
    public ServiceMeter meter(String service) {
        return services.meter(service);
    }
}
