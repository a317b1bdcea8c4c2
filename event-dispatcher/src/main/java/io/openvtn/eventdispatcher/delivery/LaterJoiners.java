package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.publishing.OutboxChanged;
import io.openvtn.eventdispatcher.targeting.VensChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Gives a VEN the events that it is targeted by since a change of its own, if they ask for that. At once when the change
 * arrives; the sweep finds whom an event missed that was being made at the same moment. A repeat opens nothing twice.
 */
@ApplicationScoped
class LaterJoiners {

    private static final Logger LOG = Logger.getLogger(LaterJoiners.class);

    private static final String JOINING = """
            from event e join ven v on v.target_keys && e.included and not (v.target_keys && e.excluded)
            where e.later_joiners and not e.closed and not e.cancelled and (e.ends_at is null or e.ends_at > ?)
                and v.status <> 'RETIRED' and (cast(? as text[]) is null or v.ven_id = any (?))
                and not exists (select from delivery d where d.event_id = e.event_id and d.ven_id = v.ven_id)
            """;
    private static final String RAISE = "insert into ven_deliveries (ven_id, revision) select distinct v.ven_id, 1 "
            + JOINING + " order by 1 on conflict (ven_id) do update set revision = ven_deliveries.revision + 1";
    private static final String OPEN = """
            insert into delivery (event_id, ven_id, modification_number, state, response_required)
            select e.event_id, v.ven_id, e.modification_number, 'pending',
                e.definition ->> 'responseRequired' = 'ALWAYS'
            """ + JOINING + " on conflict do nothing";
    private static final String COUNT = """
            update event e set targeted_vens = d.vens
            from (select o.event_id, count(*) as vens from event o join delivery using (event_id)
                where o.later_joiners and not o.closed and not delivery.cancelled group by 1) d
            where e.event_id = d.event_id and e.later_joiners and not e.closed and e.targeted_vens <> d.vens
            """;

    private final Session session;
    private final Event<OutboxChanged> changed;
    private final Clock clock;

    LaterJoiners(Session session, Event<OutboxChanged> changed, Clock clock) {
        this.session = session;
        this.changed = changed;
        this.clock = clock;
    }

    void join(@Observes VensChanged vens) {
        session.doWork(connection -> join(connection, Optional.of(vens.venIds())));
    }

    @Scheduled(
            identity = "later-joiners",
            every = "${openvtn.dispatch.sweep-every:10s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        QuarkusTransaction.requiringNew().run(() -> session.doWork(connection -> join(connection, Optional.empty())));
        // In a transaction of its own: whoever changes an event locks it before its VENs.
        QuarkusTransaction.requiringNew().run(() -> session.doWork(LaterJoiners::count));
    }

    private void join(Connection connection, Optional<List<String>> venIds) throws SQLException {
        int opened;
        try (var raise = connection.prepareStatement(RAISE);
                var open = connection.prepareStatement(OPEN)) {
            set(connection, raise, venIds);
            if (raise.executeUpdate() == 0) {
                return;
            }
            set(connection, open, venIds);
            opened = open.executeUpdate();
        }
        changed.fire(new OutboxChanged());
        LOG.infof("%d deliveries opened for VENs that joined later", opened);
    }

    private void set(Connection connection, PreparedStatement statement, Optional<List<String>> venIds)
            throws SQLException {
        var vens = venIds.isEmpty()
                ? null
                : connection.createArrayOf("text", venIds.get().toArray());
        statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
        statement.setArray(2, vens);
        statement.setArray(3, vens);
    }

    private static void count(Connection connection) throws SQLException {
        try (var count = connection.prepareStatement(COUNT)) {
            count.executeUpdate();
        }
    }
}
