package dev.netkit.auth.command;

import dev.netkit.auth.identity.IdentityEvent;
import dev.netkit.auth.identity.IdentityListener;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts who was greeted, and passes the events on. */
final class IdentityMetrics implements IdentityListener {
    private static final String NEW = "new";
    private static final String KNOWN = "known";

    private final IdentityListener next;
    private final Counter greetings;

    IdentityMetrics(PrometheusRegistry registry, IdentityListener next) {
        this.next = next;
        greetings = Counter.builder()
                .name("netkit_id_greetings")
                .help("Callers that were greeted by name, by whether the address had it before.")
                .labelNames("caller")
                .withoutExemplars()
                .register(registry);
        greetings.initLabelValues(NEW);
        greetings.initLabelValues(KNOWN);
    }

    @Override
    public void on(IdentityEvent event) {
        greetings.labelValues(event.isNew() ? NEW : KNOWN).inc();
        next.on(event);
    }
}
