package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.publishing.Adoption;
import io.openvtn.bus.publishing.Outbox;
import io.openvtn.bus.publishing.PublicationMarks;
import io.openvtn.bus.publishing.PublishedRows;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The topic events. Goes before the deliveries, so that a VEN's record rarely names an event that is not there yet. */
@ApplicationScoped
@Priority(20)
class EventOutbox implements Outbox {

    private final EventRepository events;
    private final EventRecovery recovery;
    private final PublishedRows rows;

    EventOutbox(EventRepository events, EventRecovery recovery, DataSource database) {
        this.events = events;
        this.recovery = recovery;
        this.rows = new PublishedRows(database, "event", "event_id");
    }

    @Override
    public Topic topic() {
        return Topic.EVENTS;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<EventRecord> pending(int limit) {
        return events.unpublished(limit).stream().map(EventEntity::toRecord).toList();
    }

    @Override
    public Optional<Adoption<?>> adoption() {
        return Optional.of(new Adoption<>(EventRecord.class, recovery::takeBack));
    }

    @Override
    public PublicationMarks marks() {
        return rows;
    }
}
