package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.publishing.OutboxChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/**
 * Takes events out of VENs' records: after their end and the retention, shortened ones not before the VEN has acknowledged that
 * or the former end has come too, and cancelled ones as soon as the VEN has acknowledged that, whether cancelled for all or for
 * it alone. Works in small transactions and skips what others hold locked, so that it may run on every replica.
 */
@ApplicationScoped
class DeliverySweep {

    private static final Logger LOG = Logger.getLogger(DeliverySweep.class);

    private static final String DUE_EVENTS = """
            select event_id, cancelled, ends_at is not null and ends_at <= ? as over,
                latest_end is not null and latest_end <= ? as past from event e
            where not closed and (cancelled or ends_at <= ? or exists (select from delivery d
                where d.event_id = e.event_id and d.listed and d.cancelled and d.acknowledged)) order by event_id
            """;
    private static final String LEAVE = """
            with due as (
                select v.ven_id from delivery d join ven_deliveries v on v.ven_id = d.ven_id
                where d.event_id = ? and d.listed
                    and (? or d.acknowledged and (? or d.cancelled))
                limit ? for update of v skip locked),
            gone as (
                update delivery d set listed = false from due
                where d.event_id = ? and d.ven_id = due.ven_id and d.listed returning d.ven_id)
            update ven_deliveries v set revision = revision + 1 from gone where v.ven_id = gone.ven_id
            """;
    private static final String CLOSE = """
            update event set closed = true
            where event_id = ? and not exists (select from delivery d where d.event_id = event.event_id and d.listed)
            """;
    private static final String FORGET = """
            delete from handled_message where message_id in (
                select message_id from handled_message where handled_at < ? limit ? for update skip locked)
            """;

    private final Session session;
    private final DispatchConfig config;
    private final Event<OutboxChanged> changed;
    private final Clock clock;
    private volatile boolean stopping;

    DeliverySweep(Session session, DispatchConfig config, Event<OutboxChanged> changed, Clock clock) {
        this.session = session;
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
    private record DueEvent(String eventId, boolean cancelled, boolean over, boolean past) {}

    @Scheduled(
            identity = "delivery-sweep",
            every = "${openvtn.dispatch.sweep-every:10s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        if (stopping) {
            return;
        }
        for (DueEvent event : QuarkusTransaction.requiringNew().call(this::dueEvents)) {
            int left = untilDone(() -> leave(event));
            if (event.cancelled() || event.over()) {
                QuarkusTransaction.requiringNew().run(() -> close(event));
            }
            if (left > 0) {
                try (var about = LogFields.ofEvent(event.eventId())) {
                    LOG.infof("event %s left the records of %d VENs", event.eventId(), left);
                }
            }
        }
        untilDone(this::forgetMessages);
    }

    private int untilDone(IntSupplier batch) {
        int total = 0;
        int rows;
        do {
            rows = QuarkusTransaction.requiringNew().call(batch::getAsInt);
            total += rows;
        } while (rows == config.sweepBatch());
        return total;
    }

    private List<DueEvent> dueEvents() {
        return session.doReturningWork(connection -> {
            try (var query = connection.prepareStatement(DUE_EVENTS)) {
                var latestEnd = before(config.retention());
                query.setObject(1, latestEnd.atOffset(ZoneOffset.UTC));
                query.setObject(2, latestEnd.atOffset(ZoneOffset.UTC));
                query.setObject(3, latestEnd.atOffset(ZoneOffset.UTC));
                var rows = query.executeQuery();
                List<DueEvent> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(new DueEvent(
                            rows.getString("event_id"),
                            rows.getBoolean("cancelled"),
                            rows.getBoolean("over"),
                            rows.getBoolean("past")));
                }
                return events;
            }
        });
    }

    private int leave(DueEvent event) {
        int left = session.doReturningWork(connection -> takeOut(connection, event));
        if (left > 0) {
            changed.fire(new OutboxChanged());
        }
        return left;
    }

    private int takeOut(Connection connection, DueEvent event) throws SQLException {
        try (var leave = connection.prepareStatement(LEAVE)) {
            leave.setString(1, event.eventId());
            leave.setBoolean(2, event.over() && event.past());
            leave.setBoolean(3, event.cancelled() || event.over());
            leave.setInt(4, config.sweepBatch());
            leave.setString(5, event.eventId());
            return leave.executeUpdate();
        }
    }

    private void close(DueEvent event) {
        session.doWork(connection -> {
            try (var close = connection.prepareStatement(CLOSE)) {
                close.setString(1, event.eventId());
                close.executeUpdate();
            }
        });
    }

    private int forgetMessages() {
        return session.doReturningWork(connection -> {
            try (var forget = connection.prepareStatement(FORGET)) {
                forget.setObject(1, before(config.rememberMessages()).atOffset(ZoneOffset.UTC));
                forget.setInt(2, config.sweepBatch());
                return forget.executeUpdate();
            }
        });
    }

    private Instant before(Duration ago) {
        return clock.instant().minus(ago);
    }
}
