package dev.netkit.common.metrics;

import dev.netkit.common.net.HttpEntrance;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.ServiceListener;
import dev.netkit.common.net.TcpServerConfig;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A port on which a registry's metrics are served, on threads of its own; what happens there is told to nobody. Each
 * connection can have a thread: with fewer, as many clients that never end their requests would keep the others out.
 */
record MetricsPort(HttpEntrance entrance, PrometheusRegistry registry, Thread thread) implements Closeable {
    private static final Duration LAST_ANSWER = Duration.ofSeconds(1);

    /** @throws dev.netkit.common.net.CannotListenException if the address cannot be had */
    static MetricsPort open(ListenAddress where, PrometheusRegistry registry) throws IOException {
        TcpServerConfig config = TcpServerConfig.of("metrics", where)
                .withMaxConnections(HttpEntrance.MOST_CONNECTIONS)
                .withDrain(LAST_ANSWER);
        HttpEntrance entrance = HttpEntrance.open(config, new MetricsRequests(registry), ServiceListener.NONE);
        Thread thread = new Thread(entrance::serve, "netkit-metrics");
        thread.setDaemon(true);
        thread.start();
        return new MetricsPort(entrance, registry, thread);
    }

    InetSocketAddress address() {
        return entrance.address();
    }

    @Override
    public void close() {
        entrance.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
