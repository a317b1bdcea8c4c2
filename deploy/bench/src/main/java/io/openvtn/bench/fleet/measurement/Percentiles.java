package io.openvtn.bench.fleet.measurement;

import org.HdrHistogram.Histogram;

/** A distribution of times, in milliseconds. All are 0 where nothing was measured. */
public record Percentiles(long count, double p50, double p90, double p99, double p999, double max) {

    private static final double NANOS = 1e6;

    /** Of a histogram of nanoseconds. */
    public static Percentiles of(Histogram nanos) {
        return new Percentiles(
                nanos.getTotalCount(), at(nanos, 50), at(nanos, 90), at(nanos, 99), at(nanos, 99.9), at(nanos, 100));
    }

    private static double at(Histogram nanos, double percentile) {
        return nanos.getTotalCount() == 0
                ? 0
                : Math.round(nanos.getValueAtPercentile(percentile) / NANOS * 1000) / 1000.0;
    }
}
