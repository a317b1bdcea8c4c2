package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.operator.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class EventRepository implements PanacheRepositoryBase<EventEntity, String> {

    Optional<EventEntity> findForChange(String eventId) {
        return findByIdOptional(eventId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The newest first, those after (older than) the given one. */
    List<EventEntity> page(EventFilter.Conditions filter, PageRequest wanted) {
        String after = wanted.after().isPresent()
                ? " and (e.created_at, e.event_id) < (select a.created_at, a.event_id from event a where a.event_id = :after)"
                : "";
        var query = getEntityManager()
                .createNativeQuery(
                        "select e.* from event e where " + filter.conditions() + after
                                + " order by e.created_at desc, e.event_id desc",
                        EventEntity.class);
        filter.parameters().forEach(query::setParameter);
        wanted.after().ifPresent(eventId -> query.setParameter("after", eventId));
        @SuppressWarnings("unchecked")
        List<EventEntity> events = query.setMaxResults(wanted.limitAndOne()).getResultList();
        return events;
    }

    List<EventEntity> unpublished(int limit) {
        return find("revision > publishedRevision order by createdAt")
                .range(0, limit - 1)
                .list();
    }
}
