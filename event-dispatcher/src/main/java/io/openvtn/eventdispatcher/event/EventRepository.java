package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.operator.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
class EventRepository implements PanacheRepositoryBase<EventEntity, String> {

    Optional<EventEntity> findForChange(String eventId) {
        return findByIdOptional(eventId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The newest first, those after (older than) the given one. */
    List<EventEntity> page(Optional<EventStatus> status, Instant now, PageRequest wanted) {
        StringBuilder where = new StringBuilder("1 = 1");
        Map<String, Object> parameters = new HashMap<>();
        status.ifPresent(state -> {
            where.append(" and ").append(condition(state));
            if (state != EventStatus.CANCELLED) {
                parameters.put("now", now);
            }
        });
        wanted.after().ifPresent(eventId -> {
            where.append(" and (createdAt, eventId) < (select e.createdAt, e.eventId from EventEntity e"
                    + " where e.eventId = :after)");
            parameters.put("after", eventId);
        });
        return find(where + " order by createdAt desc, eventId desc", parameters)
                .range(0, wanted.limit())
                .list();
    }

    /** {@link EventEntity#statusAt} as a query. */
    private static String condition(EventStatus status) {
        return switch (status) {
            case CANCELLED -> "cancelled";
            case COMPLETED -> "not cancelled and endsAt <= :now";
            case ACTIVE -> "not cancelled and startAt <= :now and (endsAt is null or endsAt > :now)";
            case NEAR -> "not cancelled and nearAt <= :now and startAt > :now";
            case FAR -> "not cancelled and nearAt > :now";
        };
    }

    List<EventEntity> unpublished(int limit) {
        return find("revision > publishedRevision order by createdAt")
                .range(0, limit - 1)
                .list();
    }
}
