package io.openvtn.eventdispatcher.outcome;

import io.openvtn.eventdispatcher.delivery.DeliveryState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Counts deliveries by their state at this moment. Its methods need a transaction. */
@ApplicationScoped
public class DeliveryCounter {

    private static final String COUNT = """
            select delivery_state(d.state, d.offers, e.ends_at, e.answer_by, :now, :limit) as state, count(*) as deliveries
            from delivery d join dispatch e using (event_id) where %s group by 1
            """;
    private static final String OF_EVENT = COUNT.formatted("d.event_id = :eventId");
    private static final String OF_OPEN_EVENTS = COUNT.formatted("not e.closed");

    private final Session session;
    private final OutcomeConfig config;
    private final Clock clock;

    DeliveryCounter(Session session, OutcomeConfig config, Clock clock) {
        this.session = session;
        this.config = config;
        this.clock = clock;
    }

    public DeliveryCounts counts(String eventId) {
        return DeliveryCounts.of(counts(query(OF_EVENT).setParameter("eventId", eventId)));
    }

    Map<DeliveryState, Long> ofOpenEvents() {
        return counts(query(OF_OPEN_EVENTS));
    }

    private NativeQuery<Tuple> query(String text) {
        return session.createNativeQuery(text, Tuple.class)
                .setParameter("now", clock.instant())
                .setParameter("limit", config.redeliveryLimit());
    }

    private static Map<DeliveryState, Long> counts(NativeQuery<Tuple> query) {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        query.getResultList()
                .forEach(row -> counts.put(
                        DeliveryState.of(row.get("state", String.class)).orElseThrow(),
                        row.get("deliveries", Long.class)));
        return counts;
    }
}
