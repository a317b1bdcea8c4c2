package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.EventRecord;
import io.openvtn.eventdispatcher.delivery.DeliveryLedger;
import io.openvtn.eventdispatcher.request.EventDefinition;
import io.openvtn.eventdispatcher.request.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Takes DR events back from the topic events, after the database was restored to a moment before they were called or changed.
 * What is not published is lost: who called them, their versions, and how long VENs had to answer.
 */
@ApplicationScoped
class EventRecovery {

    private final EventRepository events;
    private final DeliveryLedger deliveries;

    EventRecovery(EventRepository events, DeliveryLedger deliveries) {
        this.events = events;
        this.deliveries = deliveries;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void takeBack(List<EventRecord> records) {
        for (EventRecord record : records) {
            Optional<EventEntity> known = events.findForChange(record.eventId());
            if (known.isEmpty()) {
                EventEntity lost = EventEntity.of(record, definition(record));
                events.persist(lost);
                deliveries.takeBack(lost.toDispatch(record.createdDateTime()));
            } else if (known.get().revision() < record.revision()) {
                known.get().takeBack(record, definition(record));
                deliveries.takeBack(known.get().toDispatch(record.createdDateTime()));
            }
        }
    }

    private static EventDefinition definition(EventRecord record) {
        return new EventDefinition(
                record.marketContext(),
                record.priority(),
                record.testEvent(),
                record.vtnComment(),
                record.start(),
                record.duration(),
                record.tolerance(),
                record.notification(),
                record.rampUp(),
                record.recovery(),
                record.visibleFrom().isPresent() ? Visibility.NOTIFICATION : Visibility.CREATION,
                record.responseRequired(),
                Optional.empty(),
                false,
                record.targets(),
                record.signals(),
                record.baseline());
    }
}
