package io.openvtn.eventdispatcher.opt;

import io.openvtn.bus.publishing.OutboxChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.hibernate.Session;

/**
 * Forgets opts that say nothing any longer: schedules a day after their last time, and opts for events that have left all records.
 * Works in small transactions and skips what others hold locked, so that it may run on every replica.
 */
@ApplicationScoped
class OptSweep {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int BATCH = 1_000;

    private static final String FORGET = """
            with ended as (
                select o.ven_id, o.opt_id from opt o join ven_deliveries v on v.ven_id = o.ven_id
                where case when o.event_id is null
                    then not exists (select from opt_window w where w.ven_id = o.ven_id and w.opt_id = o.opt_id and w.ends > ?)
                    else not exists (select from event e where e.event_id = o.event_id and not e.closed) end
                limit ? for update of v skip locked),
            gone as (delete from opt o using ended where o.ven_id = ended.ven_id and o.opt_id = ended.opt_id returning o.ven_id)
            update ven_deliveries v set revision = revision + 1
            from (select distinct ven_id from gone) g where v.ven_id = g.ven_id
            """;

    private final Session session;
    private final Event<OutboxChanged> changed;
    private final Clock clock;

    OptSweep(Session session, Event<OutboxChanged> changed, Clock clock) {
        this.session = session;
        this.changed = changed;
        this.clock = clock;
    }

    @Scheduled(
            identity = "opt-sweep",
            every = "${openvtn.dispatch.opt-sweep-every:10m}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        int vens;
        do {
            vens = QuarkusTransaction.requiringNew().call(this::forget);
        } while (vens > 0);
    }

    private int forget() {
        OffsetDateTime ended = clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        int vens = session.doReturningWork(connection -> {
            try (var forget = connection.prepareStatement(FORGET)) {
                forget.setObject(1, ended);
                forget.setInt(2, BATCH);
                return forget.executeUpdate();
            }
        });
        if (vens > 0) {
            changed.fire(new OutboxChanged());
        }
        return vens;
    }
}
