package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.Ids;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.eventdispatcher.delivery.DeliveryLedger;
import io.openvtn.eventdispatcher.request.EventDefinition;
import io.openvtn.eventdispatcher.request.EventDefinitions;
import io.openvtn.eventdispatcher.request.EventRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes DR events. */
@ApplicationScoped
class EventService {

    private final EventRepository events;
    private final EventDefinitions definitions;
    private final EventHistory history;
    private final DeliveryLedger deliveries;
    private final Event<OutboxChanged> changed;

    EventService(
            EventRepository events,
            EventDefinitions definitions,
            EventHistory history,
            DeliveryLedger deliveries,
            Event<OutboxChanged> changed) {
        this.events = events;
        this.definitions = definitions;
        this.history = history;
        this.deliveries = deliveries;
        this.changed = changed;
    }

    /**
     * Stores the event, and a delivery for each VEN that it is for if these are not many, or names everything that is wrong with the request.
     *
     * @return its eventID
     */
    @Transactional
    String create(EventRequest request) {
        Instant now = definitions.now();
        EventDefinition definition = definitions.read(request, Optional.empty());
        String eventId = Ids.next("event-");
        var event = new EventEntity(eventId, definition, now);
        events.persist(event);
        OptionalInt targetedVens = deliveries.open(event.toDispatch(now));
        history.add(event, EventHistory.Kind.CREATED, 0, targetedVens, now);
        changed.fire(new OutboxChanged());
        return eventId;
    }
}
