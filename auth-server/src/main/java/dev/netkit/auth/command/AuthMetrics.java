package dev.netkit.auth.command;

import dev.netkit.auth.AuthEvent;
import dev.netkit.auth.AuthEvent.Denial;
import dev.netkit.auth.AuthEvent.Kind;
import dev.netkit.auth.AuthListener;
import dev.netkit.auth.store.AccountStore;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts logins by how they ended, and passes the events on. No name is ever a label. */
final class AuthMetrics implements AuthListener {
    private static final String OK = "ok";
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double[] SECONDS = {0.000_25, 0.001, 0.002_5, 0.01, 0.025, 0.1, 0.25, 1, 2.5, 10};

    private final AuthListener next;
    private final Counter logins;
    private final Counter changes;
    private final Histogram durations;

    AuthMetrics(PrometheusRegistry registry, AccountStore store, AuthListener next) {
        this.next = next;
        logins = counter(registry, "netkit_auth_logins", "Logins, by how they ended.", "outcome");
        logins.initLabelValues(OK);
        Arrays.stream(Denial.values()).forEach(denial -> logins.initLabelValues(denial.word()));
        changes = counter(registry, "netkit_auth_changes", "What people did with their accounts.", "change");
        changes.initLabelValues(change(Kind.REGISTERED));
        changes.initLabelValues(change(Kind.PASSWORD_CHANGED));
        durations = Histogram.builder()
                .name("netkit_auth_login_duration_seconds")
                .help("What this side took for the two answers of a login that went well.")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(registry);
        GaugeWithCallback.builder()
                .name("netkit_auth_store_waiting")
                .help("Requests that wait for the store.")
                .callback(callback -> callback.call(store.waiting()))
                .register(registry);
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String label) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void on(AuthEvent event) {
        switch (event.kind()) {
            case LOGGED_IN -> {
                logins.labelValues(OK).inc();
                event.took().ifPresent(this::observe);
            }
            case DENIED ->
                event.denial()
                        .ifPresent(denial -> logins.labelValues(denial.word()).inc());
            default -> changes.labelValues(change(event.kind())).inc();
        }
        next.on(event);
    }

    private static String change(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void observe(Duration took) {
        durations.observe(took.toNanos() / NANOS);
    }
}
