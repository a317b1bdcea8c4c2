package io.openvtn.eventdispatcher.event;

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
 */
record EventDefinition(
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
        ResponseRequired responseRequired,
        EventTargets targets,
        List<EventSignal> signals) {

    EventDefinition {
        signals = List.copyOf(signals);
    }

    ActivePeriod activePeriod() {
        return ActivePeriod.of(start, duration, tolerance.orElse(Duration.ZERO), rampUp.orElse(Duration.ZERO));
    }
}
