package io.openvtn.eventdispatcher.outcome;

import io.openvtn.eventdispatcher.delivery.DeliveryState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.hibernate.Session;

/** Counts deliveries by their state at this moment. Its methods need a transaction. */
@ApplicationScoped
public class DeliveryCounter {

    private static final String COUNT = """
            select delivery_state(d.state, d.offers, e.ends_at, e.answer_by, :now, :limit) as state, count(*) as deliveries
            from delivery d join dispatch e using (event_id) where d.event_id = :eventId group by 1
            """;

    private final Session session;
    private final OutcomeConfig config;
    private final Clock clock;

    DeliveryCounter(Session session, OutcomeConfig config, Clock clock) {
        this.session = session;
        this.config = config;
        this.clock = clock;
    }

    public DeliveryCounts counts(String eventId) {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        session.createNativeQuery(COUNT, Tuple.class)
                .setParameter("now", clock.instant())
                .setParameter("limit", config.redeliveryLimit())
                .setParameter("eventId", eventId)
                .getResultList()
                .forEach(row -> counts.put(
                        DeliveryState.of(row.get("state", String.class)).orElseThrow(),
                        row.get("deliveries", Long.class)));
        return DeliveryCounts.of(counts);
    }
}
