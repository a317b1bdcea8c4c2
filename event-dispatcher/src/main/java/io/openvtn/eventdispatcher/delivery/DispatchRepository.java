package io.openvtn.eventdispatcher.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** The table dispatch. Its methods need a transaction. */
@ApplicationScoped
public class DispatchRepository {

    private static final String PUT = """
            insert into dispatch as former (event_id, modification_number, created_at, response_required, included, excluded,
                later_joiners, ends_at, latest_end, answer_by, cancelled)
            values (:eventId, :modificationNumber, :createdAt, :responseRequired, :included, :excluded,
                :laterJoiners, :endsAt, :endsAt, :answerBy, :cancelled)
            on conflict (event_id) do update set modification_number = excluded.modification_number,
                response_required = excluded.response_required, included = excluded.included, excluded = excluded.excluded,
                later_joiners = excluded.later_joiners, ends_at = excluded.ends_at,
                latest_end = case when former.latest_end is null or excluded.ends_at is null then null
                    else greatest(former.latest_end, excluded.ends_at) end,
                answer_by = excluded.answer_by, cancelled = excluded.cancelled, closed = false
            """;
    private static final String CANCEL = """
            update dispatch set cancelled = true, modification_number = :modificationNumber where event_id = :eventId
            """;
    private static final String TARGET = "update dispatch set targeted_vens = :vens where event_id = :eventId";
    private static final String TARGET_FEWER =
            "update dispatch set targeted_vens = targeted_vens - :vens where event_id = :eventId";
    private static final String COUNT = """
            update dispatch set targeted_vens = (select count(*) from delivery d
                where d.event_id = dispatch.event_id and not d.cancelled)
            where event_id = any (:eventIds)
            """;
    private static final String COUNT_LATER_JOINERS = """
            update dispatch set targeted_vens = d.vens
            from (select o.event_id, count(*) as vens from dispatch o join delivery using (event_id)
                where o.later_joiners and not o.closed and not delivery.cancelled group by 1) d
            where dispatch.event_id = d.event_id and later_joiners and not closed and targeted_vens <> d.vens
            """;
    private static final String CLOSE = """
            update dispatch set closed = true where event_id = :eventId
                and not exists (select from delivery d where d.event_id = dispatch.event_id and d.listed)
            """;

    private final Session session;

    DispatchRepository(Session session) {
        this.session = session;
    }

    public boolean exists(String eventId) {
        return !session.createNativeQuery("select event_id from dispatch where event_id = :eventId", String.class)
                .setParameter("eventId", eventId)
                .getResultList()
                .isEmpty();
    }

    /** The newest that are in VENs' records still. */
    public List<String> open(int most) {
        return session.createNativeQuery(
                        "select event_id from dispatch where not closed order by created_at desc limit :most",
                        String.class)
                .setParameter("most", most)
                .getResultList();
    }

    /** How many VENs have each of these events, those that it is cancelled for alone left out. */
    public Map<String, Integer> targetedVens(Collection<String> eventIds) {
        Map<String, Integer> vens = new HashMap<>();
        session.createNativeQuery(
                        "select event_id, targeted_vens from dispatch where event_id = any (:eventIds)", Tuple.class)
                .setParameter("eventIds", eventIds.toArray(String[]::new), String[].class)
                .getResultList()
                .forEach(row -> vens.put(row.get("event_id", String.class), row.get("targeted_vens", Integer.class)));
        return vens;
    }

    void put(Dispatch event) {
        event.targets()
                .bind(session.createNativeMutationQuery(PUT))
                .setParameter("eventId", event.eventId())
                .setParameter("modificationNumber", event.modificationNumber())
                .setParameter("createdAt", event.createdAt())
                .setParameter("responseRequired", event.requiresResponse())
                .setParameter("laterJoiners", event.laterJoiners())
                .setParameter("endsAt", event.endsAt().orElse(null), Instant.class)
                .setParameter("answerBy", event.answerBy().orElse(null), Instant.class)
                .setParameter("cancelled", event.cancelled())
                .executeUpdate();
    }

    void cancel(String eventId, int modificationNumber) {
        session.createNativeMutationQuery(CANCEL)
                .setParameter("eventId", eventId)
                .setParameter("modificationNumber", modificationNumber)
                .executeUpdate();
    }

    void target(String eventId, int vens) {
        session.createNativeMutationQuery(TARGET)
                .setParameter("eventId", eventId)
                .setParameter("vens", vens)
                .executeUpdate();
    }

    void targetFewer(String eventId, int vens) {
        session.createNativeMutationQuery(TARGET_FEWER)
                .setParameter("eventId", eventId)
                .setParameter("vens", vens)
                .executeUpdate();
    }

    /** Counts anew how many VENs have these events. */
    void count(Collection<String> eventIds) {
        session.createNativeMutationQuery(COUNT)
                .setParameter("eventIds", eventIds.toArray(String[]::new), String[].class)
                .executeUpdate();
    }

    void countLaterJoiners() {
        session.createNativeMutationQuery(COUNT_LATER_JOINERS).executeUpdate();
    }

    /** Marks the event as done with, if no VEN's record lists it. */
    void close(String eventId) {
        session.createNativeMutationQuery(CLOSE)
                .setParameter("eventId", eventId)
                .executeUpdate();
    }
}
