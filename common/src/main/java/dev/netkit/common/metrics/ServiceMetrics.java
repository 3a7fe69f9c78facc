package dev.netkit.common.metrics;

import dev.netkit.common.net.EndReason;
import dev.netkit.common.net.ServiceMeter;
import dev.netkit.common.net.Traffic;
import dev.netkit.common.net.Traffic.Connections;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** The metrics that every service has, each with the service's name as a label. */
final class ServiceMetrics {
    private static final String SERVICE = "service";

    /** An echo takes some ten microseconds, a login with a wrong password up to 15 s. */
    private static final double[] SECONDS = {
        0.000_025, 0.000_1, 0.000_25, 0.001, 0.002_5, 0.01, 0.025, 0.1, 0.25, 1, 2.5, 10, 25
    };

    private final PrometheusRegistry registry;
    private final Map<String, Traffic> services = new ConcurrentHashMap<>();
    private final Counter messages;
    private final Counter rejected;
    private final Counter problems;
    private final Histogram durations;

    ServiceMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        count("netkit_received_bytes", "Bytes that have come.", Traffic::received);
        count("netkit_sent_bytes", "Bytes that have gone.", Traffic::sent);
        countConnections();
        countDisconnections();
        gauge("netkit_connections_open", "Connections that there are now.", Connections::open);
        gauge("netkit_connections_limit", "Connections that there may be at once.", Connections::limit);
        messages = counter("netkit_messages", "Messages, portions, datagrams or requests that have come.", SERVICE);
        rejected = counter("netkit_rejected", "What had come and was not taken, by why.", SERVICE, "code");
        problems = counter("netkit_problems", "Failures after which the service went on.");
        durations = durations();
    }

    /** The meter of a service of that name. */
    ServiceMeter meter(String service) {
        return new PrometheusMeter(
                traffic -> services.put(service, traffic),
                messages.labelValues(service),
                code -> rejected.labelValues(service, code).inc(),
                durations.labelValues(service));
    }

    void problem() {
        problems.inc();
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    private Histogram durations() {
        return Histogram.builder()
                .name("netkit_request_duration_seconds")
                .help("From when something has come until it is answered.")
                .labelNames(SERVICE)
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .withoutExemplars()
                .register(registry);
    }

    private void count(String name, String help, ToLongFunction<Traffic> figure) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(SERVICE)
                .callback(callback ->
                        services.forEach((service, traffic) -> callback.call(figure.applyAsLong(traffic), service)))
                .register(registry);
    }

    private void countConnections() {
        CounterWithCallback.builder()
                .name("netkit_connections")
                .help("Connections that were accepted.")
                .labelNames(SERVICE)
                .callback(callback -> forEachWithConnections(
                        (service, connections) -> callback.call(connections.accepted(), service)))
                .register(registry);
    }

    private void countDisconnections() {
        CounterWithCallback.builder()
                .name("netkit_disconnections")
                .help("Connections that have ended, by why.")
                .labelNames(SERVICE, "reason")
                .callback(callback -> forEachWithConnections((service, connections) -> {
                    for (EndReason reason : EndReason.values()) {
                        callback.call(connections.ended(reason), service, reason.word());
                    }
                }))
                .register(registry);
    }

    private void gauge(String name, String help, ToLongFunction<Connections> figure) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(SERVICE)
                .callback(callback -> forEachWithConnections(
                        (service, connections) -> callback.call(figure.applyAsLong(connections), service)))
                .register(registry);
    }

    private interface Reader {
        void read(String service, Connections connections);
    }

    private void forEachWithConnections(Reader reader) {
        services.forEach((service, traffic) ->
                traffic.connections().ifPresent(connections -> reader.read(service, connections)));
    }
}
