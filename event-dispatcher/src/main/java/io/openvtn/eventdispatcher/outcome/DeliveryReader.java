package io.openvtn.eventdispatcher.outcome;

import io.openvtn.bus.operator.PageRequest;
import io.openvtn.eventdispatcher.delivery.DeliveryState;
import io.openvtn.eventdispatcher.delivery.DispatchRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** Shows an event's deliveries to operators. */
@ApplicationScoped
public class DeliveryReader {

    private static final String SHOWN = """
            select d.ven_id, delivery_state(d.state, d.offers, e.ends_at, e.answer_by, :now, :limit) as state, d.opt_type,
                d.modification_number, d.cancelled, d.offers, d.first_offered_at, d.last_offered_at, d.answered_at,
                d.response_code, d.response_description
            from delivery d join dispatch e using (event_id) where d.event_id = :eventId and d.ven_id\s""";
    private static final String ONE = SHOWN + "= :venId";
    private static final String PAGE = "select * from (" + SHOWN + "> :after) shown"
            + " where cast(:state as text) is null or state = :state order by ven_id limit :most";

    private final Session session;
    private final DispatchRepository dispatches;
    private final OutcomeConfig config;
    private final Clock clock;

    DeliveryReader(Session session, DispatchRepository dispatches, OutcomeConfig config, Clock clock) {
        this.session = session;
        this.dispatches = dispatches;
        this.config = config;
        this.clock = clock;
    }

    /** Deliveries in the order of venID; empty if there is no such event. */
    @Transactional
    Optional<DeliveryPage> page(String eventId, Optional<DeliveryState> state, PageRequest wanted) {
        if (!dispatches.exists(eventId)) {
            return Optional.empty();
        }
        List<DeliveryView> deliveries = shown(PAGE, eventId)
                .setParameter("after", wanted.from())
                .setParameter("state", state.map(DeliveryState::toString).orElse(null), String.class)
                .setParameter("most", wanted.limitAndOne())
                .getResultList()
                .stream()
                .map(DeliveryReader::view)
                .toList();
        return Optional.of(wanted.cut(deliveries, DeliveryView::venId, DeliveryPage::new));
    }

    /** The event's delivery to that VEN; empty if the event is not for it. Needs a transaction. */
    public Optional<DeliveryView> one(String eventId, String venId) {
        return shown(ONE, eventId)
                .setParameter("venId", venId)
                .uniqueResultOptional()
                .map(DeliveryReader::view);
    }

    private NativeQuery<Tuple> shown(String sql, String eventId) {
        return session.createNativeQuery(sql, Tuple.class)
                .setParameter("now", clock.instant())
                .setParameter("limit", config.redeliveryLimit())
                .setParameter("eventId", eventId);
    }

    private static DeliveryView view(Tuple row) {
        return new DeliveryView(
                row.get("ven_id", String.class),
                DeliveryState.of(row.get("state", String.class)).orElseThrow(),
                Optional.ofNullable(row.get("opt_type", String.class)),
                row.get("modification_number", Integer.class),
                row.get("cancelled", Boolean.class),
                row.get("offers", Integer.class),
                Optional.ofNullable(row.get("first_offered_at", Instant.class)),
                Optional.ofNullable(row.get("last_offered_at", Instant.class)),
                Optional.ofNullable(row.get("answered_at", Instant.class)),
                Optional.ofNullable(row.get("response_code", String.class)),
                Optional.ofNullable(row.get("response_description", String.class)));
    }
}
