package dev.netkit.echo.command;

import dev.netkit.common.cli.JsonLine;
import dev.netkit.echo.Latency;
import java.util.Locale;

/** Measured times as text and as JSON. */
final class Figures {
    private Figures() {}

    static String millis(double nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }

    static String line(Latency latency) {
        return "min/avg/p50/p95/p99/max " + millis(latency.min()) + "/" + millis(latency.average()) + "/"
                + millis(latency.p50()) + "/" + millis(latency.p95()) + "/" + millis(latency.p99()) + "/"
                + millis(latency.max()) + " ms";
    }

    static JsonLine add(JsonLine line, Latency latency) {
        return line.with("minMillis", latency.min() / 1e6)
                .with("avgMillis", latency.average() / 1e6)
                .with("p50Millis", latency.p50() / 1e6)
                .with("p95Millis", latency.p95() / 1e6)
                .with("p99Millis", latency.p99() / 1e6)
                .with("maxMillis", latency.max() / 1e6);
    }
}
