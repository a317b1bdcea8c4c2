package io.openvtn.eventdispatcher.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.contract.CohortRecord;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalInt;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * Opens deliveries: when an event is made and when it changes. Works on all VENs of an event in a few statements, whatever
 * their number. Its methods need a transaction in which nobody else changes the event.
 *
 * <p>Whoever changes deliveries locks their events' rows of dispatch first, then their VENs' rows of ven_deliveries, in the order of
 * ven_id, and raises the revisions of these: so nobody deadlocks, and the record that goes out is complete. A VEN that shares all its
 * events with others has no such row.
 */
@ApplicationScoped
public class DeliveryLedger {

    private static final String OPEN = """
            insert into delivery (event_id, ven_id, modification_number, state, response_required)
            select :eventId, ven_id, :number, 'pending', :responseRequired from targeted_vens(:included, :excluded) ven_id
            """;
    private static final String ENTER = """
            insert into ven_deliveries (ven_id, revision)
            select ven_id, 1 from delivery where event_id = :eventId order by ven_id
            on conflict (ven_id) do update set revision = ven_deliveries.revision + 1
            """;

    /** Counts no further, as there may be a million of them. */
    private static final String ARE_MANY = """
            select count(*) > :most from (select from targeted_vens(:included, :excluded) limit :most + 1) targeted
            """;

    private static final String TARGETED = "(select * from targeted_vens(:included, :excluded))";

    private static final String RAISE_LISTED = """
            with locked as (
                select v.ven_id from ven_deliveries v join delivery d on d.ven_id = v.ven_id
                where d.event_id = :eventId and d.listed and not d.cancelled order by v.ven_id for update of v)
            update ven_deliveries v set revision = revision + 1 from locked where v.ven_id = locked.ven_id
            """;
    private static final String RAISE_OLD_AND_NEW = """
            insert into ven_deliveries (ven_id, revision)
            select ven_id, 1 from (select ven_id from delivery where event_id = :eventId and listed and not cancelled
                union select ven_id from targeted_vens(:included, :excluded) ven_id) ven order by ven_id
            on conflict (ven_id) do update set revision = ven_deliveries.revision + 1
            """;
    private static final String RAISE_TARGETED = """
            insert into ven_deliveries (ven_id, revision)
            select ven_id, 1 from delivery where event_id = :eventId and listed and not cancelled and ven_id in %s
            order by ven_id
            on conflict (ven_id) do update set revision = ven_deliveries.revision + 1
            """.formatted(TARGETED);

    /** What a new modification makes of a delivery: the VEN has to be told and to answer again. */
    private static final String AFRESH = """
            modification_number = :number, state = 'pending', acknowledged = false, offers = 0, first_offered_at = null,
            last_offered_at = null, answered_at = null, response_code = null, response_description = null,
            opt_type = null, opt_id = null, answer_state = null, answer_opt = null, answer_at = null""";

    /** Who had answered the modification before keeps that in the event's history. */
    private static final String KEEP = """
            insert into former_answer
                (event_id, ven_id, modification_number, opt_type, answered_at, response_code, response_description)
            select event_id, ven_id, modification_number, opt_type, answered_at, response_code, response_description
            from delivery where event_id = :eventId and (answered_at is not null or opt_type is not null) %s
            on conflict do nothing
            """;

    private static final String KEEP_ALL = KEEP.formatted("");
    private static final String KEEP_TARGETED =
            KEEP.formatted("and listed and not cancelled and ven_id in " + TARGETED);

    private static final String OF_EVENT = " where event_id = :eventId and listed and not cancelled";
    private static final String REOPEN =
            "update delivery set response_required = :responseRequired, " + AFRESH + OF_EVENT;
    private static final String CANCEL = "update delivery set " + AFRESH + OF_EVENT;
    private static final String CATCH_UP = CANCEL + " and modification_number < :number";
    private static final String CANCEL_TARGETED =
            "update delivery set cancelled = true, " + AFRESH + OF_EVENT + " and ven_id in " + TARGETED;
    private static final String CANCEL_OTHERS =
            "update delivery set cancelled = true, " + AFRESH + OF_EVENT + " and ven_id not in " + TARGETED;
    private static final String ADD = OPEN + """
            on conflict (event_id, ven_id) do update set listed = true, cancelled = false,
                response_required = :responseRequired,
            """ + AFRESH;

    private final Session session;
    private final DispatchRepository dispatches;
    private final FanOut fanOut;
    private final MeterRegistry meters;

    DeliveryLedger(Session session, DispatchRepository dispatches, FanOut fanOut, MeterRegistry meters) {
        this.session = session;
        this.dispatches = dispatches;
        this.fanOut = fanOut;
        this.meters = meters;
    }

    /**
     * Opens a delivery of a new event for each VEN that its targets stand for: at once, or, if they are more than
     * {@value CohortRecord#MOST_VENS}, soon after the transaction.
     *
     * @return how many VENs these are; empty if it is not known yet
     */
    public OptionalInt open(Dispatch event) {
        dispatches.put(event);
        if (areMany(event.targets())) {
            fanOut.call(event.eventId());
            return OptionalInt.empty();
        }
        int opened = toTargets(OPEN, event).executeUpdate();
        ofEvent(ENTER, event.eventId()).executeUpdate();
        dispatches.target(event.eventId(), opened);
        meters.counter("openvtn.deliveries.opened").increment(opened);
        return OptionalInt.of(opened);
    }

    private boolean areMany(TargetKeys targets) {
        return targets.bind(session.createNativeQuery(ARE_MANY, Boolean.class))
                .setParameter("most", CohortRecord.MOST_VENS)
                .getSingleResult();
    }

    /**
     * Starts over with a new modification for the VENs that have the event.
     *
     * @return how many VENs these are
     */
    public int reopen(Dispatch event) {
        begin(event.eventId());
        dispatches.put(event);
        String eventId = event.eventId();
        ofEvent(RAISE_LISTED, eventId).executeUpdate();
        ofEvent(KEEP_ALL, eventId).executeUpdate();
        int vens = ofEvent(REOPEN, eventId)
                .setParameter("number", event.modificationNumber())
                .setParameter("responseRequired", event.requiresResponse())
                .executeUpdate();
        dispatches.target(eventId, vens);
        return vens;
    }

    /**
     * Starts over with a new modification for the VENs that the targets stand for now; to those that are targeted no more the
     * event is cancelled.
     *
     * @return how many VENs have the event now
     */
    public int retarget(Dispatch event) {
        begin(event.eventId());
        dispatches.put(event);
        String eventId = event.eventId();
        TargetKeys targets = event.targets();
        targets.bind(ofEvent(RAISE_OLD_AND_NEW, eventId)).executeUpdate();
        ofEvent(KEEP_ALL, eventId).executeUpdate();
        targets.bind(ofEvent(CANCEL_OTHERS, eventId))
                .setParameter("number", event.modificationNumber())
                .executeUpdate();
        int vens = toTargets(ADD, event).executeUpdate();
        dispatches.target(eventId, vens);
        return vens;
    }

    /** All VENs that the event was called for have it then, and nobody records an answer of theirs. */
    private void begin(String eventId) {
        dispatches.lock(eventId);
        fanOut.finish(eventId);
    }

    /**
     * Cancels the event for all its VENs; who has not got it yet, never does.
     *
     * @param modificationNumber that they have to acknowledge
     * @return how many VENs these are
     */
    public int cancel(String eventId, int modificationNumber) {
        dispatches.lock(eventId);
        fanOut.stop(eventId);
        dispatches.cancel(eventId, modificationNumber);
        ofEvent(RAISE_LISTED, eventId).executeUpdate();
        ofEvent(KEEP_ALL, eventId).executeUpdate();
        return ofEvent(CANCEL, eventId)
                .setParameter("number", modificationNumber)
                .executeUpdate();
    }

    /**
     * Cancels the event for those of its VENs that the targets stand for.
     *
     * @param modificationNumber that these VENs have to acknowledge
     * @return how many VENs these are
     */
    public int cancel(String eventId, int modificationNumber, TargetKeys targets) {
        begin(eventId);
        targets.bind(ofEvent(RAISE_TARGETED, eventId)).executeUpdate();
        targets.bind(ofEvent(KEEP_TARGETED, eventId)).executeUpdate();
        int vens = targets.bind(ofEvent(CANCEL_TARGETED, eventId))
                .setParameter("number", modificationNumber)
                .executeUpdate();
        dispatches.targetFewer(eventId, vens);
        return vens;
    }

    /**
     * Knows the event again after its row, or a modification of it, was lost; deliveries that are not there are taken back by
     * themselves.
     */
    public void takeBack(Dispatch event) {
        dispatches.put(event);
        ofEvent(CATCH_UP, event.eventId())
                .setParameter("number", event.modificationNumber())
                .executeUpdate();
        dispatches.count(List.of(event.eventId()));
    }

    private MutationQuery toTargets(String sql, Dispatch event) {
        return event.targets()
                .bind(ofEvent(sql, event.eventId()))
                .setParameter("number", event.modificationNumber())
                .setParameter("responseRequired", event.requiresResponse());
    }

    private MutationQuery ofEvent(String sql, String eventId) {
        return session.createNativeMutationQuery(sql).setParameter("eventId", eventId);
    }
}
