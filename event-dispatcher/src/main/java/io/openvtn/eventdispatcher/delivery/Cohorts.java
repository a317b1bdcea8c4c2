package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Optional;
import org.hibernate.Session;

/**
 * The table cohort: VENs of an event that is for many, {@value CohortRecord#MOST_VENS} at a time. Its methods need a transaction that
 * holds the event's dispatch locked, but for {@link #leave}.
 */
@ApplicationScoped
class Cohorts {

    /** What a VEN gets that shares an event: a delivery {@code from} where there is a {@code dispatch e} and a {@code ven_id}. */
    static final String SHARE = """
            insert into delivery (event_id, ven_id, modification_number, state, response_required, shared)
            select e.event_id, ven_id, e.modification_number, 'pending', e.response_required, true
            from dispatch e, %s where e.event_id = :eventId
            on conflict (event_id, ven_id) do update set listed = true, shared = true
            """;

    /** What becomes of a delivery {@code d} whose VEN leaves its cohort: its own record, if there is one, still names the event. */
    static final String UNSHARE =
            "shared = false, listed = exists (select from ven_deliveries v where v.ven_id = d.ven_id)";

    /** One look at who is targeted, so that the event is for those of one moment. */
    private static final String FORM = """
            insert into cohort (cohort_id, event_id, ven_ids)
            select cast(:eventId as text) || '/' || number, :eventId, array_agg(ven_id order by ven_id)
            from (select ven_id, (row_number() over (order by ven_id) - 1) / :size as number
                from targeted_vens(:included, :excluded) ven_id) targeted
            group by number
            """;

    private static final String COUNT = """
            select cast(coalesce(sum(cardinality(ven_ids)), 0) as integer) from cohort where event_id = :eventId
            """;
    private static final String OPEN = """
            with next as (
                select cohort_id, ven_ids from cohort where event_id = :eventId and not opened order by cohort_id limit :most),
            entered as (%s returning 1),
            marked as (update cohort set opened = true from next where cohort.cohort_id = next.cohort_id)
            select cast(count(*) as integer) from entered
            """.formatted(SHARE.formatted("next, unnest(next.ven_ids) ven_id"));
    private static final String DROP_UNOPENED = "delete from cohort where event_id = :eventId and not opened";

    /** A VEN that has a record of its own, which names the event as well, leaves that one later: see {@link DeliverySweep}. */
    private static final String LEAVE = """
            with due as (
                select ven_id from delivery d
                where event_id = :eventId and listed and shared and ven_id > :after %%s
                order by ven_id limit :most for update skip locked),
            gone as (
                update delivery d set %s from due where d.event_id = :eventId and d.ven_id = due.ven_id returning d.ven_id),
            touched as (
                select distinct cohort_id from cohort, unnest(ven_ids) id where event_id = :eventId
                    and ven_ids[1] <= (select max(ven_id) from gone)
                    and ven_ids[cardinality(ven_ids)] >= (select min(ven_id) from gone)
                    and id in (select ven_id from gone)),
            shrunk as (
                update cohort set revision = revision + 1, ven_ids = array(
                    select id from unnest(ven_ids) id where id not in (select ven_id from gone) order by id)
                from touched where cohort.cohort_id = touched.cohort_id)
            select max(ven_id) as last, cast(count(*) as integer) as vens from gone
            """.formatted(UNSHARE);

    /**
     * VENs that have left.
     *
     * @param last empty if there were none
     */
    record Left(Optional<String> last, int vens) {}

    private final Session session;

    Cohorts(Session session) {
        this.session = session;
    }

    /**
     * Puts the VENs that the targets stand for into cohorts, none of which is opened yet.
     *
     * @return how many VENs these are
     */
    int form(String eventId, TargetKeys targets) {
        targets.bind(session.createNativeMutationQuery(FORM))
                .setParameter("eventId", eventId)
                .setParameter("size", CohortRecord.MOST_VENS)
                .executeUpdate();
        return session.createNativeQuery(COUNT, Integer.class)
                .setParameter("eventId", eventId)
                .getSingleResult();
    }

    /**
     * Opens a delivery for each VEN of the event's next cohorts, which are published from then on.
     *
     * @return how many deliveries these are; 0 if no cohort is left
     */
    int open(String eventId, int most) {
        return session.createNativeQuery(OPEN, Integer.class)
                .setParameter("eventId", eventId)
                .setParameter("most", most)
                .getSingleResult();
    }

    /** Leaves it at the cohorts that are opened. */
    void dropUnopened(String eventId) {
        session.createNativeMutationQuery(DROP_UNOPENED)
                .setParameter("eventId", eventId)
                .executeUpdate();
    }

    /**
     * Takes VENs out of their cohorts that the event concerns no longer.
     *
     * @param after those that come after this one, so that none is looked at twice
     * @return which, at most {@code most}
     */
    Left leave(String eventId, Leaving leaving, String after, int most) {
        Tuple left = session.createNativeQuery(LEAVE.formatted(leaving.condition()), Tuple.class)
                .setParameter("eventId", eventId)
                .setParameter("after", after)
                .setParameter("most", most)
                .getSingleResult();
        return new Left(Optional.ofNullable(left.get("last", String.class)), left.get("vens", Integer.class));
    }
}
