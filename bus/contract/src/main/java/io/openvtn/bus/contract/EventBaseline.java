package io.openvtn.bus.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What VENs would have used without the event (eiEventBaseline).
 *
 * @param baselineId unique within the event
 * @param duration the sum of the intervals
 * @param resources resourceIDs that it holds for; empty means all
 * @param unit itemBase
 */
public record EventBaseline(
        String baselineId,
        String name,
        Instant start,
        Duration duration,
        List<String> resources,
        Optional<SignalUnit> unit,
        List<EventInterval> intervals) {

    public EventBaseline {
        resources = List.copyOf(resources);
        intervals = List.copyOf(intervals);
    }
}
