package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.operator.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Shows an event's deliveries to operators. */
@ApplicationScoped
public class DeliveryReader {

    private static final String EXISTS = "select from event where event_id = ?";
    private static final String SHOWN = """
            select d.ven_id, delivery_state(d.state, d.offers, e.ends_at, e.answer_by, ?, ?) as state, d.opt_type,
                d.modification_number, d.cancelled, d.offers, d.first_offered_at, d.last_offered_at, d.answered_at,
                d.response_code, d.response_description
            from delivery d join event e using (event_id) where d.event_id = ? and d.ven_id\s""";
    private static final String ONE = SHOWN + "= ?";
    private static final String PAGE =
            "select * from (" + SHOWN + "> ?) shown where cast(? as text) is null or state = ? order by ven_id limit ?";

    private final Session session;
    private final DispatchConfig config;
    private final Clock clock;

    DeliveryReader(Session session, DispatchConfig config, Clock clock) {
        this.session = session;
        this.config = config;
        this.clock = clock;
    }

    /** Deliveries in the order of venID; empty if there is no such event. */
    @Transactional
    Optional<DeliveryPage> page(String eventId, Optional<DeliveryState> state, PageRequest wantedPage) {
        return session.doReturningWork(connection -> {
            try (var exists = connection.prepareStatement(EXISTS);
                    var page = connection.prepareStatement(PAGE)) {
                exists.setString(1, eventId);
                if (!exists.executeQuery().next()) {
                    return Optional.empty();
                }
                String wanted = state.map(DeliveryState::toString).orElse(null);
                page.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                page.setInt(2, config.redeliveryLimit());
                page.setString(3, eventId);
                page.setString(4, wantedPage.from());
                page.setString(5, wanted);
                page.setString(6, wanted);
                page.setInt(7, wantedPage.limitAndOne());
                return Optional.of(wantedPage.cut(rows(page), DeliveryView::venId, DeliveryPage::new));
            }
        });
    }

    /** The event's delivery to that VEN; empty if the event is not for it. */
    public Optional<DeliveryView> one(String eventId, String venId) {
        return session.doReturningWork(connection -> {
            try (var one = connection.prepareStatement(ONE)) {
                one.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                one.setInt(2, config.redeliveryLimit());
                one.setString(3, eventId);
                one.setString(4, venId);
                return rows(one).stream().findFirst();
            }
        });
    }

    private static List<DeliveryView> rows(PreparedStatement query) throws SQLException {
        List<DeliveryView> deliveries = new ArrayList<>();
        ResultSet rows = query.executeQuery();
        while (rows.next()) {
            deliveries.add(new DeliveryView(
                    rows.getString("ven_id"),
                    DeliveryState.of(rows.getString("state")).orElseThrow(),
                    Optional.ofNullable(rows.getString("opt_type")),
                    rows.getInt("modification_number"),
                    rows.getBoolean("cancelled"),
                    rows.getInt("offers"),
                    instant(rows, "first_offered_at"),
                    instant(rows, "last_offered_at"),
                    instant(rows, "answered_at"),
                    Optional.ofNullable(rows.getString("response_code")),
                    Optional.ofNullable(rows.getString("response_description"))));
        }
        return deliveries;
    }

    private static Optional<Instant> instant(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
