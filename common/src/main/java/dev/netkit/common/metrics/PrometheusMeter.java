package dev.netkit.common.metrics;

import dev.netkit.common.net.ServiceMeter;
import dev.netkit.common.net.Traffic;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One service's place among the metrics. */
record PrometheusMeter(
        Consumer<Traffic> opening,
        CounterDataPoint messages,
        Consumer<String> rejections,
        DistributionDataPoint durations)
        implements ServiceMeter {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public void opened(Traffic traffic) {
        opening.accept(traffic);
    }

    @Override
    public long came() {
        messages.inc();
        return System.nanoTime();
    }

    @Override
    public void answered(long came) {
        durations.observe((System.nanoTime() - came) / NANOS);
    }

    @Override
    public void rejected(String code) {
        rejections.accept(code);
    }
}
