package io.openvtn.eventdispatcher.request;

import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.eventdispatcher.targeting.Targeting;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** From requests to what is valid and aimed at VENs that exist. Needs a transaction. */
@ApplicationScoped
public class EventDefinitions {

    private final Targeting targeting;
    private final Clock clock;

    EventDefinitions(Targeting targeting, Clock clock) {
        this.targeting = targeting;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Reads a request, or names everything that is wrong with it.
     *
     * @param startBefore the start of the event that the request changes
     */
    public EventDefinition read(EventRequest request, Optional<Instant> startBefore) {
        return read(request, startBefore, true);
    }

    /** Reads a change that leaves the targets alone: whether they stand for VENs now is not asked again. */
    public EventDefinition readWithoutTargets(EventRequest request, Instant startBefore) {
        return read(request, Optional.of(startBefore), false);
    }

    /** Reads targets that stand by themselves. */
    public EventTargets readTargets(Optional<EventRequest.Targets> request) {
        var errors = new FieldErrors();
        Optional<EventTargets> targets = new TargetReader(errors).read(request);
        targets.ifPresent(ids -> targeting.check(ids, errors));
        errors.throwIfAny();
        return targets.orElseThrow(EventDefinitions::impossible);
    }

    private EventDefinition read(EventRequest request, Optional<Instant> startBefore, boolean resolve) {
        var errors = new FieldErrors();
        Optional<EventTargets> targets = new TargetReader(errors).read(request.targets());
        Optional<EventDefinition> definition = new EventReader(errors, now(), startBefore).read(request, targets);
        targets.filter(ids -> resolve).ifPresent(ids -> targeting.check(ids, errors));
        errors.throwIfAny();
        return definition.orElseThrow(EventDefinitions::impossible);
    }

    private static IllegalStateException impossible() {
        return new IllegalStateException("a request without errors can be read");
    }
}
