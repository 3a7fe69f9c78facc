package dev.netkit.common.metrics;

import dev.netkit.common.net.CannotListenException;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.ServiceListener;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Function;

/**
 * The metrics of a service for the time that it runs; or nothing at all, which is what a command has whose metrics nobody
 * asked for. Closing it gives the port back.
 */
public final class Metrics implements AutoCloseable {
    private final ServiceListener listener;
    private final Optional<MetricsPort> port;

    private Metrics(ServiceListener listener, Optional<MetricsPort> port) {
        this.listener = listener;
        this.port = port;
    }

    /** No metrics: the service tells its events as ever. */
    public static Metrics none(ServiceListener events) {
        return new Metrics(events, Optional.empty());
    }

    /**
     * Opens the port and answers there until it is closed.
     *
     * @param events what is told there is told as ever, too
     * @throws CannotServeMetricsException if the address cannot be had
     */
    public static Metrics open(ListenAddress where, ServiceListener events) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        ServiceMetrics services = new ServiceMetrics(registry);
        ProcessFigures.register(registry);
        try {
            return new Metrics(new MeteredListener(events, services), Optional.of(MetricsPort.open(where, registry)));
        } catch (CannotListenException e) {
            throw new CannotServeMetricsException(e);
        }
    }

    /** What the service is to tell its events to. */
    public ServiceListener listener() {
        return listener;
    }

    /** Where the metrics are; empty where there are none. */
    public Optional<InetSocketAddress> address() {
        return port.map(MetricsPort::address);
    }

    /**
     * Lets a service have metrics of its own among those that all have.
     *
     * @param added registers them, and may put something around {@code plain}
     * @param plain what is returned as it is where there are no metrics
     */
    public <T> T with(T plain, Function<PrometheusRegistry, T> added) {
        return port.map(open -> added.apply(open.registry())).orElse(plain);
    }

    @Override
    public void close() {
        port.ifPresent(MetricsPort::close);
    }
}
