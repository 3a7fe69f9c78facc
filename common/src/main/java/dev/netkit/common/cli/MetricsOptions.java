package dev.netkit.common.cli;

import dev.netkit.common.metrics.Metrics;
import dev.netkit.common.net.Endpoint;
import dev.netkit.common.net.ListenAddress;
import dev.netkit.common.net.ServiceEvent.Detail;
import java.io.IOException;
import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** Whether a server can be asked how it is. */
public final class MetricsOptions {
    @Option(
            names = "--metrics",
            paramLabel = "[ADDR:]PORT",
            converter = LocalAddressConverter.class,
            description = {
                "serve Prometheus metrics by HTTP there, at /metrics;",
                "for this machine only unless ADDR says otherwise; 0 picks a port"
            })
    private ListenAddress where;

    /**
     * Opens the port for the metrics and says where it is; without the option, nothing.
     *
     * @throws dev.netkit.common.metrics.CannotServeMetricsException if the address cannot be had
     */
    public Metrics open(ServiceOutput events) throws IOException {
        if (where == null) {
            return Metrics.none(events);
        }
        Metrics metrics = Metrics.open(where, events);
        metrics.address().ifPresent(address -> tell(events, address));
        return metrics;
    }

    private static void tell(ServiceOutput events, InetSocketAddress address) {
        Endpoint endpoint = Endpoint.of(address);
        String url = "http://" + endpoint + "/metrics";
        JsonLine event = JsonLine.event("metrics")
                .with("host", endpoint.host())
                .with("port", endpoint.port())
                .with("url", url);
        events.tell(Detail.ESSENTIAL, event, "metrics at " + url);
    }
}
