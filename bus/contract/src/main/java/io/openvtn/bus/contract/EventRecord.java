package io.openvtn.bus.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One DR event whole, on {@link Topic#EVENTS}. Status and currentValue are not in it: they depend on the clock of the
 * moment of sending.
 *
 * @param eventId the key
 * @param modificationNumber starts at 0; one more with every change that VENs have to know
 * @param priority 1 is the highest; 0 is none
 * @param duration of the active period; zero is open-ended
 * @param tolerance upper bound of the random delay that a VEN adds to the start (startafter)
 * @param visibleFrom before it VENs do not get the event; empty is from its creation
 * @param baseline eiEventBaseline
 * @param cancelled a cancelled event overrides every status that the clock would give
 * @param traceParent of the request that called, changed or cancelled it last, see {@link StateRecord#traceParent}
 */
public record EventRecord(
        String eventId,
        int modificationNumber,
        String marketContext,
        int priority,
        boolean testEvent,
        Optional<String> vtnComment,
        Instant createdDateTime,
        Instant start,
        Duration duration,
        Optional<Duration> tolerance,
        Optional<Duration> notification,
        Optional<Duration> rampUp,
        Optional<Duration> recovery,
        Optional<Instant> visibleFrom,
        ResponseRequired responseRequired,
        List<EventSignal> signals,
        Optional<EventBaseline> baseline,
        EventTargets targets,
        boolean cancelled,
        long revision,
        Optional<String> traceParent)
        implements StateRecord {

    public EventRecord {
        signals = List.copyOf(signals);
    }

    @Override
    public String key() {
        return eventId;
    }

    /** By the clock, unless the event is cancelled. */
    public EventStatus statusAt(Instant now) {
        return cancelled
                ? EventStatus.CANCELLED
                : ActivePeriod.of(start, duration, tolerance.orElse(Duration.ZERO), rampUp.orElse(Duration.ZERO))
                        .statusAt(now);
    }

    /** Whether VENs get the event at that moment. */
    public boolean isVisibleAt(Instant now) {
        return visibleFrom.filter(now::isBefore).isEmpty();
    }
}
