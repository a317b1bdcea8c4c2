package io.openvtn.eventdispatcher.preview;

import io.openvtn.eventdispatcher.request.EventDefinition;
import io.openvtn.eventdispatcher.request.EventDefinitions;
import io.openvtn.eventdispatcher.request.EventRequest;
import io.openvtn.eventdispatcher.targeting.TargetKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Finds out what an event would do, and stores nothing. */
@ApplicationScoped
class EventPreview {

    private static final int MOST = 100;

    private static final String TOTALS = """
            select count(*) as vens, sum(capacity_kw) as capacity, count(*) filter (where capacity_kw is null) as unknown,
                count(*) filter (where coalesce((record ->> 'registered')::boolean, false) = false) as unregistered,
                count(*) filter (where exists (
                    select from opt o join opt_window w using (ven_id, opt_id)
                    where o.ven_id = v.ven_id and o.opt_type = 'optOut' and o.resources = '{}' and o.device_classes = '{}'
                        and (o.market_context is null or o.market_context = ?)
                        and w.starts < ? and w.ends > ?)) as unavailable
            from ven v where v.ven_id in (select * from targeted_vens(?, ?))
            """;
    private static final String SAMPLE = "select ven_id from targeted_vens(?, ?) ven_id order by 1 limit ?";
    private static final String GROUPS = """
            select substr(key, 8) as group_id, count(*) as vens
            from ven v, unnest(v.target_keys) key
            where v.ven_id in (select * from targeted_vens(?, ?)) and key like 'groups:%'
            group by key order by count(*) desc, key limit ?
            """;
    private static final String CONFLICTS = """
            select e.event_id, e.start_at, e.ends_at, count(*) as vens
            from event e join delivery d on d.event_id = e.event_id and d.listed and not d.cancelled
            where not e.cancelled and not e.closed and e.definition ->> 'marketContext' = ? and e.start_at < ?
                and coalesce(e.ends_at, 'infinity') > ? and d.ven_id in (select * from targeted_vens(?, ?))
            group by e.event_id, e.start_at, e.ends_at order by e.start_at, e.event_id limit ?
            """;
    private static final OffsetDateTime NEVER = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final EventDefinitions definitions;
    private final Session session;

    EventPreview(EventDefinitions definitions, Session session) {
        this.definitions = definitions;
        this.session = session;
    }

    /** What the request would do, or everything that is wrong with it, targets that stand for no VEN among it. */
    @Transactional
    PreviewView of(EventRequest request) {
        EventDefinition definition = definitions.read(request, Optional.empty());
        return session.doReturningWork(connection -> preview(connection, definition));
    }

    private static PreviewView preview(Connection connection, EventDefinition event) throws SQLException {
        TargetKeys targets = TargetKeys.of(event.targets());
        OffsetDateTime start = event.start().atOffset(ZoneOffset.UTC);
        OffsetDateTime end = event.activePeriod()
                .end()
                .map(at -> at.atOffset(ZoneOffset.UTC))
                .orElse(NEVER);
        try (var totals = connection.prepareStatement(TOTALS);
                var sample = connection.prepareStatement(SAMPLE);
                var groups = connection.prepareStatement(GROUPS);
                var conflicts = connection.prepareStatement(CONFLICTS)) {
            ResultSet row = query(totals, event.marketContext(), end, start, targets.included(), targets.excluded());
            row.next();
            return new PreviewView(
                    row.getLong("vens"),
                    texts(query(sample, targets.included(), targets.excluded(), MOST)),
                    groups(query(groups, targets.included(), targets.excluded(), MOST)),
                    Optional.ofNullable(row.getObject("capacity", Double.class)),
                    row.getLong("unknown"),
                    row.getLong("unregistered"),
                    row.getLong("unavailable"),
                    conflicts(query(
                            conflicts,
                            event.marketContext(),
                            end,
                            start,
                            targets.included(),
                            targets.excluded(),
                            MOST)));
        }
    }

    private static ResultSet query(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof List<?> texts) {
                statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts.toArray()));
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        return statement.executeQuery();
    }

    private static List<String> texts(ResultSet rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(rows.getString(1));
        }
        return texts;
    }

    private static List<PreviewView.Group> groups(ResultSet rows) throws SQLException {
        List<PreviewView.Group> groups = new ArrayList<>();
        while (rows.next()) {
            groups.add(new PreviewView.Group(rows.getString("group_id"), rows.getLong("vens")));
        }
        return groups;
    }

    private static List<PreviewView.Conflict> conflicts(ResultSet rows) throws SQLException {
        List<PreviewView.Conflict> conflicts = new ArrayList<>();
        while (rows.next()) {
            Optional<Instant> end = Optional.ofNullable(rows.getObject("ends_at", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant);
            conflicts.add(new PreviewView.Conflict(
                    rows.getString("event_id"),
                    rows.getObject("start_at", OffsetDateTime.class).toInstant(),
                    end,
                    rows.getLong("vens")));
        }
        return conflicts;
    }
}
