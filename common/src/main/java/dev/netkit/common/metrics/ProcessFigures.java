package dev.netkit.common.metrics;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;

/** What every process can be asked, by the names that all Prometheus libraries give it. Some of it only Linux tells. */
final class ProcessFigures {
    private ProcessFigures() {}

    static void register(PrometheusRegistry registry) {
        ProcessMetrics.builder().register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        Info.builder()
                .name("netkit_build")
                .help("Which netkit this is, on which Java.")
                .labelNames("version", "java")
                .register(registry)
                .addLabelValues(version(), Runtime.version().toString());
    }

    /** As the jar says; classes that are in none are of no version yet. */
    private static String version() {
        return Optional.ofNullable(ProcessFigures.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }
}
