package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.publishing.OutboxChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Takes events out of VENs' records: after their end and the retention, shortened ones not before the VEN has acknowledged that
 * or the former end has come too, and cancelled ones as soon as the VEN has acknowledged that, whether cancelled for all or for
 * it alone. A VEN that shares an event with a cohort leaves that first, and its own record at the next sweep: if it were the other
 * way round, the event would come to the VEN again. Works in small transactions and skips what others hold locked, so that it may run
 * on every replica.
 */
@ApplicationScoped
class DeliverySweep {

    private static final Logger LOG = Logger.getLogger(DeliverySweep.class);

    private static final String DUE = """
            select event_id, cancelled, ends_at is not null and ends_at <= :latestEnd as over,
                latest_end is not null and latest_end <= :latestEnd as past from dispatch e
            where not closed and (cancelled or ends_at <= :latestEnd or exists (select from delivery d
                where d.event_id = e.event_id and d.listed and d.cancelled and d.acknowledged)) order by event_id
            """;
    private static final String LEAVE = """
            with due as (
                select v.ven_id from delivery d join ven_deliveries v on v.ven_id = d.ven_id
                where d.event_id = :eventId and d.listed and not d.shared %s
                limit :most for update of v skip locked),
            gone as (
                update delivery d set listed = false from due
                where d.event_id = :eventId and d.ven_id = due.ven_id and d.listed and not d.shared returning d.ven_id)
            update ven_deliveries v set revision = revision + 1 from gone where v.ven_id = gone.ven_id
            """;

    private final Session session;
    private final DispatchRepository dispatches;
    private final Cohorts cohorts;
    private final DispatchConfig config;
    private final Event<OutboxChanged> changed;
    private final Clock clock;
    private volatile boolean stopping;

    DeliverySweep(
            Session session,
            DispatchRepository dispatches,
            Cohorts cohorts,
            DispatchConfig config,
            Event<OutboxChanged> changed,
            Clock clock) {
        this.session = session;
        this.dispatches = dispatches;
        this.cohorts = cohorts;
        this.config = config;
        this.changed = changed;
        this.clock = clock;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * An event that some VENs' records need not list any longer.
     *
     * @param over its end has come
     * @param past so has every end that it ever had: one that was shortened is listed until its VENs know that
     */
    private record DueEvent(String eventId, boolean cancelled, boolean over, boolean past) {

        Leaving leaving() {
            if (over && past) {
                return Leaving.ALL;
            }
            return isDone() ? Leaving.ACKNOWLEDGED : Leaving.CANCELLED;
        }

        /** Whether no VEN's record need list it, once those have left that may. */
        boolean isDone() {
            return cancelled || over;
        }
    }

    @Scheduled(
            identity = "delivery-sweep",
            every = "${openvtn.dispatch.sweep-every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        if (stopping) {
            return;
        }
        for (DueEvent event : QuarkusTransaction.requiringNew().call(this::dueEvents)) {
            int left = SmallTransactions.untilDone(config.sweepBatch(), () -> leave(event));
            left += leaveCohorts(event);
            if (event.isDone()) {
                QuarkusTransaction.requiringNew().run(() -> dispatches.close(event.eventId()));
            }
            if (left > 0) {
                try (var about = LogFields.ofEvent(event.eventId())) {
                    LOG.infof("event %s left the records of %d VENs", event.eventId(), left);
                }
            }
        }
    }

    private List<DueEvent> dueEvents() {
        return session
                .createNativeQuery(DUE, Tuple.class)
                .setParameter("latestEnd", clock.instant().minus(config.retention()))
                .getResultList()
                .stream()
                .map(row -> new DueEvent(
                        row.get("event_id", String.class),
                        row.get("cancelled", Boolean.class),
                        row.get("over", Boolean.class),
                        row.get("past", Boolean.class)))
                .toList();
    }

    private int leave(DueEvent event) {
        return told(session.createNativeMutationQuery(
                        LEAVE.formatted(event.leaving().condition()))
                .setParameter("eventId", event.eventId())
                .setParameter("most", config.sweepBatch())
                .executeUpdate());
    }

    private int leaveCohorts(DueEvent event) {
        int total = 0;
        Optional<String> after = Optional.of("");
        while (after.isPresent() && !stopping) {
            String last = after.get();
            Cohorts.Left left = QuarkusTransaction.requiringNew().call(() -> leaveCohorts(event, last));
            total += left.vens();
            after = left.last();
        }
        return total;
    }

    private Cohorts.Left leaveCohorts(DueEvent event, String after) {
        Cohorts.Left left = cohorts.leave(event.eventId(), event.leaving(), after, config.sweepBatch());
        told(left.vens());
        return left;
    }

    private int told(int left) {
        if (left > 0) {
            changed.fire(new OutboxChanged());
        }
        return left;
    }
}
