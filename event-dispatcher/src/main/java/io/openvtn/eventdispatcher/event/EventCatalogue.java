package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.operator.PageRequest;
import io.openvtn.eventdispatcher.delivery.DispatchRepository;
import io.openvtn.eventdispatcher.delivery.DispatchRepository.Reach;
import io.openvtn.eventdispatcher.outcome.DeliveryCounter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows events. */
@ApplicationScoped
class EventCatalogue {

    private final EventRepository events;
    private final EventHistory history;
    private final DispatchRepository dispatches;
    private final DeliveryCounter deliveries;
    private final Clock clock;

    EventCatalogue(
            EventRepository events,
            EventHistory history,
            DispatchRepository dispatches,
            DeliveryCounter deliveries,
            Clock clock) {
        this.events = events;
        this.history = history;
        this.dispatches = dispatches;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Transactional
    Optional<EventView> find(String eventId) {
        return events.findByIdOptional(eventId).map(this::view);
    }

    EventView view(EventEntity event) {
        String eventId = event.eventId();
        Reach reach = dispatches.reach(List.of(eventId)).getOrDefault(eventId, Reach.NONE);
        return EventView.of(event, reach, clock.instant(), Optional.of(deliveries.counts(eventId)));
    }

    @Transactional
    EventPage list(EventFilter.Conditions filter, PageRequest wanted) {
        Instant now = clock.instant();
        List<EventEntity> found = events.page(filter, wanted);
        Map<String, Reach> reach =
                dispatches.reach(found.stream().map(EventEntity::eventId).toList());
        List<EventView> page = found.stream()
                .map(event ->
                        EventView.of(event, reach.getOrDefault(event.eventId(), Reach.NONE), now, Optional.empty()))
                .toList();
        return wanted.cut(page, EventView::eventId, EventPage::new);
    }

    /** The versions of an event, the newest first; empty if there is no such event. */
    @Transactional
    Optional<EventVersion.Page> versions(String eventId, PageRequest wanted) {
        return events.findByIdOptional(eventId).map(event -> history.page(eventId, wanted));
    }
}
