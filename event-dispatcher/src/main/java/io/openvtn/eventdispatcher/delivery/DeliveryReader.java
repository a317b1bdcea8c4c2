package io.openvtn.eventdispatcher.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Shows an event's deliveries to operators. */
@ApplicationScoped
class DeliveryReader {

    private static final String EXISTS = "select from event where event_id = ?";
    private static final String PAGE = """
            select ven_id, state, modification_number, offers, first_offered_at, answered_at, response_code,
                response_description
            from delivery
            where event_id = ? and ven_id > ? and (cast(? as text) is null or state = ?)
            order by ven_id limit ?
            """;

    private final Session session;

    DeliveryReader(Session session) {
        this.session = session;
    }

    /** Deliveries in the order of venID; empty if there is no such event. */
    @Transactional
    Optional<DeliveryPage> page(String eventId, Optional<DeliveryState> state, Optional<String> after, int limit) {
        return session.doReturningWork(connection -> {
            try (var exists = connection.prepareStatement(EXISTS);
                    var page = connection.prepareStatement(PAGE)) {
                exists.setString(1, eventId);
                if (!exists.executeQuery().next()) {
                    return Optional.empty();
                }
                String wanted = state.map(DeliveryState::toString).orElse(null);
                page.setString(1, eventId);
                page.setString(2, after.orElse(""));
                page.setString(3, wanted);
                page.setString(4, wanted);
                page.setInt(5, limit + 1);
                return Optional.of(DeliveryPage.of(rows(page), limit));
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
                    rows.getInt("modification_number"),
                    rows.getInt("offers"),
                    instant(rows, "first_offered_at"),
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
