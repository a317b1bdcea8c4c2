package io.openvtn.vtnapi;

import io.openvtn.bus.contract.EventInterval;
import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** DR events of tests: two hours, level 1 in the first and level 2 in the second; what differs is said. */
public record Events(
        String eventId,
        int modificationNumber,
        int priority,
        Instant start,
        Duration duration,
        Optional<Duration> tolerance,
        Optional<Duration> rampUp,
        boolean cancelled,
        long revision) {

    public static Events event(String eventId, Instant start) {
        return new Events(eventId, 0, 1, start, Duration.ofHours(2), Optional.empty(), Optional.empty(), false, 1);
    }

    public Events modified(int number, long newRevision) {
        return new Events(eventId, number, priority, start, duration, tolerance, rampUp, cancelled, newRevision);
    }

    public Events ofPriority(int other) {
        return new Events(eventId, modificationNumber, other, start, duration, tolerance, rampUp, cancelled, revision);
    }

    public Events openEnded() {
        return new Events(
                eventId, modificationNumber, priority, start, Duration.ZERO, tolerance, rampUp, cancelled, revision);
    }

    public Events withTolerance(Duration upTo) {
        return new Events(
                eventId, modificationNumber, priority, start, duration, Optional.of(upTo), rampUp, cancelled, revision);
    }

    public Events withRampUp(Duration before) {
        return new Events(
                eventId,
                modificationNumber,
                priority,
                start,
                duration,
                tolerance,
                Optional.of(before),
                cancelled,
                revision);
    }

    public Events cancel() {
        return new Events(eventId, modificationNumber, priority, start, duration, tolerance, rampUp, true, revision);
    }

    public EventRecord record() {
        List<EventInterval> intervals = duration.isZero()
                ? List.of(new EventInterval(Duration.ZERO, 3))
                : List.of(new EventInterval(duration.dividedBy(2), 1), new EventInterval(duration.dividedBy(2), 2));
        return new EventRecord(
                eventId,
                modificationNumber,
                "http://utility.example/dr/peak",
                priority,
                false,
                Optional.empty(),
                start.minus(Duration.ofDays(1)),
                start,
                duration,
                tolerance,
                Optional.empty(),
                rampUp,
                Optional.empty(),
                Optional.empty(),
                ResponseRequired.ALWAYS,
                List.of(new EventSignal("signal-1", "SIMPLE", "level", Optional.empty(), intervals)),
                Optional.empty(),
                new EventTargets(List.of(), List.of("feeder-12"), List.of(), List.of(), Map.of(), Map.of()),
                cancelled,
                revision,
                Optional.empty());
    }
}
