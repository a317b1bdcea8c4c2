package io.openvtn.bench.fleet.measurement;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run has shown.
 *
 * @param measured how long polls were measured
 */
public record Outcome(
        Attendance attendance,
        Duration measured,
        Traffic traffic,
        Optional<Delivery> delivery,
        List<Tally.Counted> anomalies,
        Footprint footprint) {

    public Outcome {
        anomalies = List.copyOf(anomalies);
    }

    /**
     * What the simulator itself took.
     *
     * @param heapMegabytes that it held at the end
     * @param cores that it kept busy while polls were measured; near 1 it is the simulator that was measured
     */
    public record Footprint(long heapMegabytes, double cores) {}

    /** Who was there. */
    public record Attendance(int vens, int joined, int strangers, int strangersRefused) {}

    /**
     * What went over the wire while polls were measured.
     *
     * @param pollLag what part of a poll's time the simulator itself took before it sent it
     * @param fullHandshakes of those in {@code handshakes}, the ones that were not resumed
     */
    public record Traffic(Percentiles polls, Percentiles pollLag, Percentiles handshakes, long fullHandshakes) {

        public double pollsPerSecond(Duration measured) {
            return polls.count() / (measured.toMillis() / 1000.0);
        }
    }

    /**
     * The event's way.
     *
     * @param vens from the POST to each VEN that it reached
     * @param posted until the POST was answered
     * @param allOptedIn until the operator saw it accepted by every VEN, if that happened
     */
    public record Delivery(String eventId, Percentiles vens, Duration posted, Optional<Duration> allOptedIn) {}
}
