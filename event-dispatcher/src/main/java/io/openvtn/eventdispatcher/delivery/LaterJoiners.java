package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.eventdispatcher.targeting.VensChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;
import org.jboss.logging.Logger;

/**
 * Gives a VEN the events that it is targeted by since a change of its own, if they ask for that. At once when the change
 * arrives; the sweep finds whom an event missed that was being made at the same moment. A repeat opens nothing twice.
 */
@ApplicationScoped
class LaterJoiners {

    private static final Logger LOG = Logger.getLogger(LaterJoiners.class);

    private static final String JOINING = """
            from dispatch e join ven v on v.target_keys && e.included and not (v.target_keys && e.excluded)
            where e.later_joiners and e.fan_out = 'done' and not e.closed and not e.cancelled and (e.ends_at is null or e.ends_at > :now)
                and v.status <> 'RETIRED' and (cast(:venIds as text[]) is null or v.ven_id = any (cast(:venIds as text[])))
                and not exists (select from delivery d where d.event_id = e.event_id and d.ven_id = v.ven_id)
            """;
    private static final String RAISE = "insert into ven_deliveries (ven_id, revision) select distinct v.ven_id, 1 "
            + JOINING + " order by 1 on conflict (ven_id) do update set revision = ven_deliveries.revision + 1";
    private static final String OPEN = """
            insert into delivery (event_id, ven_id, modification_number, state, response_required)
            select e.event_id, v.ven_id, e.modification_number, 'pending', e.response_required
            """ + JOINING + " on conflict do nothing";

    private final Session session;
    private final DispatchRepository dispatches;
    private final Event<OutboxChanged> changed;
    private final Clock clock;

    LaterJoiners(Session session, DispatchRepository dispatches, Event<OutboxChanged> changed, Clock clock) {
        this.session = session;
        this.dispatches = dispatches;
        this.changed = changed;
        this.clock = clock;
    }

    void join(@Observes VensChanged vens) {
        join(Optional.of(vens.venIds()));
    }

    @Scheduled(
            identity = "later-joiners",
            every = "${openvtn.dispatch.sweep-every}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        QuarkusTransaction.requiringNew().run(() -> join(Optional.empty()));
        // In a transaction of its own: whoever changes an event locks it before its VENs.
        QuarkusTransaction.requiringNew().run(dispatches::countLaterJoiners);
    }

    private void join(Optional<List<String>> venIds) {
        if (joining(RAISE, venIds).executeUpdate() == 0) {
            return;
        }
        int opened = joining(OPEN, venIds).executeUpdate();
        changed.fire(new OutboxChanged());
        LOG.infof("%d deliveries opened for VENs that joined later", opened);
    }

    private MutationQuery joining(String sql, Optional<List<String>> venIds) {
        return session.createNativeMutationQuery(sql)
                .setParameter("now", clock.instant())
                .setParameter(
                        "venIds", venIds.map(ids -> ids.toArray(String[]::new)).orElse(null), String[].class);
    }
}
