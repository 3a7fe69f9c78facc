package dev.netkit.echo;

import org.HdrHistogram.Histogram;

/**
 * How long answers took, in nanoseconds up to a minute, with three significant digits.
 *
 * @param count how many answers there were; where there were none, all else is 0
 */
public record Latency(long count, double min, double average, double p50, double p95, double p99, double max) {
    private static final long LONGEST = 60_000_000_000L;
    private static final int DIGITS = 3;

    static Histogram newHistogram() {
        return new Histogram(LONGEST, DIGITS);
    }

    static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.min(LONGEST, Math.max(0, nanos)));
    }

    static Latency of(Histogram histogram) {
        long count = histogram.getTotalCount();
        if (count == 0) {
            return new Latency(0, 0, 0, 0, 0, 0, 0);
        }
        return new Latency(
                count,
                histogram.getMinValue(),
                histogram.getMean(),
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(95),
                histogram.getValueAtPercentile(99),
                histogram.getMaxValue());
    }
}
