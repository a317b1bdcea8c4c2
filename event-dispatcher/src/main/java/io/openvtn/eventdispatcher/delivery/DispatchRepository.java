package io.openvtn.eventdispatcher.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

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
    private static final String LOCK = "select event_id from dispatch where event_id = :eventId for update";

    /** Lets a fan-out go on, whose lock is a weaker one. */
    private static final String HOLD = """
            select event_id, response_required from dispatch where event_id = any (:eventIds) order by event_id for key share
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
            update dispatch set closed = true where event_id = :eventId and fan_out = 'done'
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

    /**
     * Whom an event has come to.
     *
     * @param targetedVens how many VENs have it, those that it is cancelled for alone left out
     * @param fanningOut whether VENs that it is for have yet to get it
     */
    public record Reach(int targetedVens, boolean fanningOut) {

        /** Of an event that nobody has. */
        public static final Reach NONE = new Reach(0, false);
    }

    /** Whom each of these events has come to. */
    public Map<String, Reach> reach(Collection<String> eventIds) {
        Map<String, Reach> reach = new HashMap<>();
        ofEvents(
                        "select event_id, targeted_vens, fan_out <> 'done' as fanning_out from dispatch"
                                + " where event_id = any (:eventIds)",
                        eventIds)
                .getResultList()
                .forEach(row -> reach.put(
                        row.get("event_id", String.class),
                        new Reach(row.get("targeted_vens", Integer.class), row.get("fanning_out", Boolean.class))));
        return reach;
    }

    /**
     * Keeps everybody from changing these events for their VENs until the transaction ends, before it locks any VEN.
     *
     * @return those that VENs need not respond to
     */
    public Set<String> hold(Collection<String> eventIds) {
        return ofEvents(HOLD, eventIds)
                .getResultStream()
                .filter(row -> !row.get("response_required", Boolean.class))
                .map(row -> row.get("event_id", String.class))
                .collect(Collectors.toSet());
    }

    private NativeQuery<Tuple> ofEvents(String sql, Collection<String> eventIds) {
        return session.createNativeQuery(sql, Tuple.class)
                .setParameter("eventIds", eventIds.toArray(String[]::new), String[].class);
    }

    /** Waits for all who record what VENs say of the event, and keeps them waiting until the transaction ends. */
    void lock(String eventId) {
        session.createNativeQuery(LOCK, String.class)
                .setParameter("eventId", eventId)
                .getResultList();
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

    /** Marks the event as done with, if no VEN's record lists it, or will. */
    void close(String eventId) {
        session.createNativeMutationQuery(CLOSE)
                .setParameter("eventId", eventId)
                .executeUpdate();
    }
}
