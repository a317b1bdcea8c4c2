package io.openvtn.eventdispatcher.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;

/** Counts deliveries by their state at this moment. Its methods need a transaction. */
@ApplicationScoped
public class DeliveryCounter {

    private static final String COUNT = """
            select delivery_state(d.state, d.offers, e.ends_at, e.answer_by, ?, ?) as state, count(*)
            from delivery d join event e using (event_id) where d.event_id = ? group by 1
            """;
    private static final String OPEN = "select event_id from event where not closed order by created_at desc limit ?";

    private final Session session;
    private final DispatchConfig config;
    private final Clock clock;

    DeliveryCounter(Session session, DispatchConfig config, Clock clock) {
        this.session = session;
        this.config = config;
        this.clock = clock;
    }

    public DeliveryCounts counts(String eventId) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return session.doReturningWork(connection -> {
            try (var count = connection.prepareStatement(COUNT)) {
                count.setObject(1, now);
                count.setInt(2, config.redeliveryLimit());
                count.setString(3, eventId);
                return counts(count.executeQuery());
            }
        });
    }

    /** The newest events that are in VENs' records still. */
    List<String> openEvents(int most) {
        return session.doReturningWork(connection -> {
            try (var open = connection.prepareStatement(OPEN)) {
                open.setInt(1, most);
                ResultSet rows = open.executeQuery();
                List<String> eventIds = new ArrayList<>();
                while (rows.next()) {
                    eventIds.add(rows.getString(1));
                }
                return eventIds;
            }
        });
    }

    private static DeliveryCounts counts(ResultSet rows) throws SQLException {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        while (rows.next()) {
            counts.put(DeliveryState.of(rows.getString(1)).orElseThrow(), rows.getLong(2));
        }
        return DeliveryCounts.of(counts);
    }
}
