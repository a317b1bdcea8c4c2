package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.EventTargets;
import io.openvtn.bus.contract.ResponseRequired;
import io.openvtn.bus.operator.FieldErrors;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.eventdispatcher.delivery.DeliveryLedger;
import io.openvtn.eventdispatcher.targeting.Targeting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes, shows and cancels DR events. */
@ApplicationScoped
class EventService {

    private static final Logger LOG = Logger.getLogger(EventService.class);

    private final EventRepository events;
    private final Targeting targeting;
    private final DeliveryLedger deliveries;
    private final Event<OutboxChanged> changed;
    private final Clock clock;

    EventService(
            EventRepository events,
            Targeting targeting,
            DeliveryLedger deliveries,
            Event<OutboxChanged> changed,
            Clock clock) {
        this.events = events;
        this.targeting = targeting;
        this.deliveries = deliveries;
        this.changed = changed;
        this.clock = clock;
    }

    /** Stores the event and a delivery for each VEN that it is for, or names everything that is wrong with the request. */
    @Transactional
    EventView create(EventRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        EventDefinition definition = read(request, now);
        String eventId = EventIds.next();
        int targetedVens = deliveries.fanOut(
                eventId, definition.targets(), definition.responseRequired() == ResponseRequired.ALWAYS);
        var event = new EventEntity(eventId, definition, targetedVens, now);
        events.persist(event);
        changed.fire(new OutboxChanged());
        LOG.infof("event %s made for %d VENs", eventId, targetedVens);
        return EventView.of(event, now, Optional.of(deliveries.counts(eventId)));
    }

    private EventDefinition read(EventRequest request, Instant now) {
        var errors = new FieldErrors();
        Optional<EventTargets> targets = new TargetReader(errors).read(request.targets());
        Optional<EventDefinition> definition = new EventReader(errors, now).read(request, targets);
        targets.ifPresent(ids -> targeting.check(ids, errors));
        errors.throwIfAny();
        return definition.orElseThrow(() -> new IllegalStateException("a request without errors has a definition"));
    }

    @Transactional
    Optional<EventView> find(String eventId) {
        return events.findByIdOptional(eventId)
                .map(event -> EventView.of(event, clock.instant(), Optional.of(deliveries.counts(eventId))));
    }

    @Transactional
    EventPage list(Optional<EventStatus> status, Optional<String> after, int limit) {
        Instant now = clock.instant();
        List<EventView> page = events.page(status, now, after, limit + 1).stream()
                .map(event -> EventView.of(event, now, Optional.empty()))
                .toList();
        return EventPage.of(page, limit);
    }

    /** Cancels an event for all its VENs; a repeat changes nothing. */
    @Transactional
    Cancellation cancel(String eventId) {
        Optional<EventEntity> found = events.findForChange(eventId);
        if (found.isEmpty()) {
            return new Cancellation.Unknown(eventId);
        }
        EventEntity event = found.get();
        Instant now = clock.instant();
        if (event.statusAt(now) == EventStatus.COMPLETED) {
            return new Cancellation.Completed(eventId);
        }
        if (!event.isCancelled()) {
            event.cancel();
            deliveries.reopen(eventId, event.modificationNumber());
            changed.fire(new OutboxChanged());
            LOG.infof("event %s cancelled", eventId);
        }
        return new Cancellation.Cancelled(EventView.of(event, now, Optional.of(deliveries.counts(eventId))));
    }
}
