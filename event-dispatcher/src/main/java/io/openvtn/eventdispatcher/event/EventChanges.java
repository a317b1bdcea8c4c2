package io.openvtn.eventdispatcher.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openvtn.bus.contract.EventStatus;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.operator.IfMatch;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.eventdispatcher.delivery.DeliveryLedger;
import io.openvtn.eventdispatcher.delivery.Dispatch;
import io.openvtn.eventdispatcher.request.EventDefinition;
import io.openvtn.eventdispatcher.request.EventDefinitions;
import io.openvtn.eventdispatcher.request.EventPatch;
import io.openvtn.eventdispatcher.request.EventRequest;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Changes events that VENs may know already. A change that VENs have to hear of is a new modification: they are told and have
 * to answer again.
 */
@ApplicationScoped
class EventChanges {

    private final EventRepository events;
    private final EventDefinitions definitions;
    private final EventPatch patches;
    private final EventHistory history;
    private final DeliveryLedger deliveries;
    private final EventCatalogue catalogue;
    private final Event<OutboxChanged> changed;

    EventChanges(
            EventRepository events,
            EventDefinitions definitions,
            EventPatch patches,
            EventHistory history,
            DeliveryLedger deliveries,
            EventCatalogue catalogue,
            Event<OutboxChanged> changed) {
        this.events = events;
        this.definitions = definitions;
        this.patches = patches;
        this.history = history;
        this.deliveries = deliveries;
        this.catalogue = catalogue;
        this.changed = changed;
    }

    /**
     * Applies a merge patch. A patch that changes nothing is no modification.
     *
     * @param revision that the event has to have
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 412 if it has another one
     */
    @Transactional(rollbackOn = JsonProcessingException.class)
    Change modify(String eventId, ObjectNode patch, IfMatch revision) throws JsonProcessingException {
        Optional<EventEntity> found = events.findForChange(eventId);
        Instant now = definitions.now();
        Optional<Change> obstacle = obstacle(eventId, found, revision, now);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        EventEntity event = found.orElseThrow();
        EventDefinition before = event.definition();
        EventRequest request = patches.apply(before, patch);
        boolean retargets = EventPatch.retargets(patch);
        EventDefinition after = retargets
                ? definitions.read(request, Optional.of(before.start()))
                : definitions.readWithoutTargets(request, before.start());
        if (!after.equals(before) || retargets) {
            event.modify(after);
            Dispatch dispatch = event.toDispatch(now);
            int vens = retargets ? deliveries.retarget(dispatch) : deliveries.reopen(dispatch);
            history.add(event, EventHistory.Kind.MODIFIED, event.modificationNumber(), OptionalInt.of(vens), now);
            changed.fire(new OutboxChanged());
        }
        return done(event);
    }

    /** Cancels an event for all its VENs; a repeat changes nothing. */
    @Transactional
    Change cancel(String eventId, IfMatch revision) {
        Optional<EventEntity> found = events.findForChange(eventId);
        Instant now = definitions.now();
        Optional<Change> obstacle = obstacle(eventId, found, revision, now);
        if (found.isPresent() && found.get().isCancelled()) {
            return done(found.get());
        }
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        EventEntity event = found.orElseThrow();
        event.cancel();
        int vens = deliveries.cancel(eventId, event.modificationNumber());
        history.add(event, EventHistory.Kind.CANCELLED, event.modificationNumber(), OptionalInt.of(vens), now);
        changed.fire(new OutboxChanged());
        return done(event);
    }

    /** Cancels an event for those of its VENs that the targets stand for; the others hear nothing of it. */
    @Transactional
    Change cancelFor(String eventId, EventRequest.Targets request, IfMatch revision) {
        Optional<EventEntity> found = events.findForChange(eventId);
        Instant now = definitions.now();
        Optional<Change> obstacle = obstacle(eventId, found, revision, now);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        TargetKeys targets = TargetKeys.of(definitions.readTargets(Optional.of(request)));
        EventEntity event = found.orElseThrow();
        int number = event.cancelForSome();
        int vens = deliveries.cancel(eventId, number, targets);
        if (vens == 0) {
            var errors = new FieldErrors();
            errors.add("targets", "none of these VENs has the event");
            errors.throwIfAny();
        }
        history.add(event, EventHistory.Kind.CANCELLED_FOR_VENS, number, OptionalInt.of(vens), now);
        changed.fire(new OutboxChanged());
        return done(event);
    }

    private static Optional<Change> obstacle(
            String eventId, Optional<EventEntity> found, IfMatch revision, Instant now) {
        if (found.isEmpty()) {
            return Optional.of(new Change.Unknown(eventId));
        }
        EventEntity event = found.get();
        revision.require("event " + eventId, event.revision());
        EventStatus status = event.statusAt(now);
        return status == EventStatus.COMPLETED || status == EventStatus.CANCELLED
                ? Optional.of(new Change.Over(status))
                : Optional.empty();
    }

    private Change done(EventEntity event) {
        events.flush();
        return new Change.Done(catalogue.view(event));
    }
}
