package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.operator.PageRequest;
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

/** What VENs had answered before an event changed. */
@ApplicationScoped
class FormerAnswers {

    private static final String EXISTS = "select from event where event_id = ?";
    private static final String PAGE = """
            select ven_id, modification_number, opt_type, answered_at, response_code, response_description
            from former_answer where event_id = ? and modification_number = ? and ven_id > ? order by ven_id limit ?
            """;

    private final Session session;

    FormerAnswers(Session session) {
        this.session = session;
    }

    /** In the order of venID; empty if there is no such event. */
    @Transactional
    Optional<FormerAnswer.Page> page(String eventId, int modificationNumber, PageRequest wanted) {
        return session.doReturningWork(connection -> {
            try (var exists = connection.prepareStatement(EXISTS);
                    var page = connection.prepareStatement(PAGE)) {
                exists.setString(1, eventId);
                if (!exists.executeQuery().next()) {
                    return Optional.empty();
                }
                page.setString(1, eventId);
                page.setInt(2, modificationNumber);
                page.setString(3, wanted.from());
                page.setInt(4, wanted.limitAndOne());
                return Optional.of(wanted.cut(rows(page), FormerAnswer::venId, FormerAnswer.Page::new));
            }
        });
    }

    private static List<FormerAnswer> rows(PreparedStatement query) throws SQLException {
        List<FormerAnswer> answers = new ArrayList<>();
        ResultSet rows = query.executeQuery();
        while (rows.next()) {
            Optional<Instant> answeredAt = Optional.ofNullable(rows.getObject("answered_at", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
            answers.add(new FormerAnswer(
                    rows.getString("ven_id"),
                    rows.getInt("modification_number"),
                    Optional.ofNullable(rows.getString("opt_type")),
                    answeredAt,
                    Optional.ofNullable(rows.getString("response_code")),
                    Optional.ofNullable(rows.getString("response_description"))));
        }
        return answers;
    }
}
