package io.openvtn.eventdispatcher.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * Gives an event to more VENs than one request can wait for, in steps: first it is found who they are, then some
 * {@value #COHORTS_A_STEP},000 of them at a time get their deliveries. How far it has come is in the table dispatch, so that it goes
 * on wherever a process ended. Its methods need a transaction, but for {@link #pending}.
 */
@ApplicationScoped
class FanOut {

    private static final int COHORTS_A_STEP = 10;

    private static final String CALL = "update dispatch set fan_out = 'called' where event_id = :eventId";
    private static final String PENDING = "select event_id from dispatch where fan_out <> 'done' order by created_at";

    /** Not for update: whoever records answers holds the row with a lock that stands this one beside it. */
    private static final String NEXT = """
            select fan_out, included, excluded from dispatch where event_id = :eventId and fan_out <> 'done'
            for no key update
            """;

    private static final String FORMED = "update dispatch set fan_out = 'opening' where event_id = :eventId";
    private static final String OPENED =
            "update dispatch set targeted_vens = targeted_vens + :vens where event_id = :eventId";
    private static final String DONE = "update dispatch set fan_out = 'done' where event_id = :eventId";

    private final Session session;
    private final Cohorts cohorts;
    private final Event<FanOutCalled> called;
    private final Event<TargetsFound> found;
    private final Event<OutboxChanged> changed;
    private final MeterRegistry meters;

    FanOut(
            Session session,
            Cohorts cohorts,
            Event<FanOutCalled> called,
            Event<TargetsFound> found,
            Event<OutboxChanged> changed,
            MeterRegistry meters) {
        this.session = session;
        this.cohorts = cohorts;
        this.called = called;
        this.found = found;
        this.changed = changed;
        this.meters = meters;
    }

    /** Has the event be given to whom its targets stand for. */
    void call(String eventId) {
        update(CALL, eventId);
        called.fire(new FanOutCalled());
    }

    /** The events that some VENs have yet to get, those first that were called first. */
    List<String> pending() {
        return session.createNativeQuery(PENDING, String.class).getResultList();
    }

    /** What came of a step. */
    enum Step {
        /** Another process is at it, or has done all of them. */
        ELSEWHERE,
        DONE,
        LAST_DONE
    }

    /** Does the next step, unless another process is at it. */
    Step step(String eventId) {
        return next(NEXT + " skip locked", eventId)
                .map(dispatch -> step(eventId, dispatch))
                .orElse(Step.ELSEWHERE);
    }

    /** Does all steps that are left: whoever changes the event for some of its VENs has to know them. */
    void finish(String eventId) {
        Optional<Tuple> dispatch = next(NEXT, eventId);
        while (dispatch.isPresent()) {
            step(eventId, dispatch.get());
            dispatch = next(NEXT, eventId);
        }
    }

    /** Gives the event to nobody else. */
    void stop(String eventId) {
        if (next(NEXT, eventId).isPresent()) {
            cohorts.dropUnopened(eventId);
            update(DONE, eventId);
        }
    }

    private Optional<Tuple> next(String sql, String eventId) {
        return session.createNativeQuery(sql, Tuple.class)
                .setParameter("eventId", eventId)
                .uniqueResultOptional();
    }

    private Step step(String eventId, Tuple dispatch) {
        if (dispatch.get("fan_out", String.class).equals("called")) {
            var targets = new TargetKeys(
                    List.of(dispatch.get("included", String[].class)),
                    List.of(dispatch.get("excluded", String[].class)));
            found.fire(new TargetsFound(eventId, cohorts.form(eventId, targets)));
            update(FORMED, eventId);
            return Step.DONE;
        }
        int opened = cohorts.open(eventId, COHORTS_A_STEP);
        if (opened == 0) {
            update(DONE, eventId);
            return Step.LAST_DONE;
        }
        session.createNativeMutationQuery(OPENED)
                .setParameter("eventId", eventId)
                .setParameter("vens", opened)
                .executeUpdate();
        meters.counter("openvtn.deliveries.opened").increment(opened);
        changed.fire(new OutboxChanged());
        return Step.DONE;
    }

    private void update(String sql, String eventId) {
        session.createNativeMutationQuery(sql).setParameter("eventId", eventId).executeUpdate();
    }
}
