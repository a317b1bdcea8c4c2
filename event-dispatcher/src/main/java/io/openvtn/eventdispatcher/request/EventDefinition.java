package io.openvtn.eventdispatcher.request;

import io.openvtn.bus.contract.ActivePeriod;
import io.openvtn.bus.contract.EventBaseline;
import io.openvtn.bus.contract.EventSignal;
import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator decided about an event: valid, and without what its life adds to it.
 *
 * @param duration of the active period; zero is open-ended
 * @param responseWithin after this time since its last change, a VEN that has not answered counts as not answering
 * @param laterJoiners whether a VEN that the targets stand for only later gets the event too
 */
public record EventDefinition(
        String marketContext,
        int priority,
        boolean testEvent,
        Optional<String> vtnComment,
        Instant start,
        Duration duration,
        Optional<Duration> tolerance,
        Optional<Duration> notification,
        Optional<Duration> rampUp,
        Optional<Duration> recovery,
        Visibility visibility,
        ResponseRequired responseRequired,
        Optional<Duration> responseWithin,
        boolean laterJoiners,
        EventTargets targets,
        List<EventSignal> signals,
        Optional<EventBaseline> baseline) {

    public EventDefinition {
        signals = List.copyOf(signals);
    }

    /** From when VENs get the event; empty is from its creation. */
    public Optional<Instant> visibleFrom() {
        return visibility == Visibility.NOTIFICATION ? notification.map(start::minus) : Optional.empty();
    }

    public ActivePeriod activePeriod() {
        return ActivePeriod.of(start, duration, tolerance.orElse(Duration.ZERO), rampUp.orElse(Duration.ZERO));
    }
}
