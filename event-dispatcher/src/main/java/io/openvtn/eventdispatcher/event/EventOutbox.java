package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.contract.EventRecord;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.publishing.Outbox;
import io.openvtn.bus.publishing.PublishedRevision;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** The topic events. Goes before the deliveries, so that a VEN's record rarely names an event that is not there yet. */
@ApplicationScoped
@Priority(20)
class EventOutbox implements Outbox {

    private final EventRepository events;

    EventOutbox(EventRepository events) {
        this.events = events;
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
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void published(List<PublishedRevision> revisions) {
        revisions.forEach(sent -> events.published(sent.key(), sent.revision()));
    }
}
