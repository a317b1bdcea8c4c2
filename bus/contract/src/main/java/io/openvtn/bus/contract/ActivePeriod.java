package io.openvtn.bus.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The moments at which an event's status changes.
 *
 * @param near start less rampUp
 * @param end with the tolerance of a random start; empty for an open-ended event
 */
public record ActivePeriod(Instant near, Instant start, Optional<Instant> end) {

    /**
     * The active period of an event.
     *
     * @param duration zero is open-ended
     * @param tolerance upper bound of the random delay that a VEN adds to the start
     */
    public static ActivePeriod of(Instant start, Duration duration, Duration tolerance, Duration rampUp) {
        Optional<Instant> end = duration.isZero()
                ? Optional.empty()
                : Optional.of(start.plus(duration).plus(tolerance));
        return new ActivePeriod(start.minus(rampUp), start, end);
    }

    /** One of far, near, active and completed (OpenADR 2.0b conformance rule 14). */
    public EventStatus statusAt(Instant now) {
        if (end.filter(moment -> !now.isBefore(moment)).isPresent()) {
            return EventStatus.COMPLETED;
        }
        if (!now.isBefore(start)) {
            return EventStatus.ACTIVE;
        }
        return now.isBefore(near) ? EventStatus.FAR : EventStatus.NEAR;
    }
}
