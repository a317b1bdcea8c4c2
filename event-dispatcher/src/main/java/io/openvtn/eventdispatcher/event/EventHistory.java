package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.operator.PageRequest;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/** The versions of events: what each change made of them, who made it, and how many VENs it concerned. Needs a transaction. */
@ApplicationScoped
class EventHistory {

    private static final Logger LOG = Logger.getLogger(EventHistory.class);

    private static final String ADD = """
            insert into event_version (event_id, version, modification_number, change, changed_by, changed_at,
                affected_vens, definition) values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            """;
    private static final String LIST =
            "select * from event_version where event_id = ? and version < ? order by version desc limit ?";

    private final Session session;
    private final SecurityIdentity operator;

    EventHistory(Session session, SecurityIdentity operator) {
        this.session = session;
        this.operator = operator;
    }

    /** What kind of change a version is. */
    enum Kind {
        CREATED("created"),
        MODIFIED("modified"),
        CANCELLED("cancelled"),
        CANCELLED_FOR_VENS("cancelledForVens");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** Keeps the event as it is now. */
    void add(EventEntity event, Kind kind, int modificationNumber, int affectedVens, Instant now) {
        session.doWork(connection -> {
            try (var add = connection.prepareStatement(ADD)) {
                add.setString(1, event.eventId());
                add.setLong(2, event.revision());
                add.setInt(3, modificationNumber);
                add.setString(4, kind.toString());
                add.setString(5, operator.getPrincipal().getName());
                add.setObject(6, now.atOffset(ZoneOffset.UTC));
                add.setInt(7, affectedVens);
                add.setString(8, RecordCodec.write(event.definition()));
                add.executeUpdate();
            }
        });
        try (var about = LogFields.ofEvent(event.eventId())) {
            LOG.infof(
                    "event %s, modificationNumber %d: %s by %s, for %d VENs",
                    event.eventId(),
                    modificationNumber,
                    kind,
                    operator.getPrincipal().getName(),
                    affectedVens);
        }
    }

    /** The newest first. */
    EventVersion.Page of(String eventId, PageRequest wanted) {
        return session.doReturningWork(connection -> {
            try (var list = connection.prepareStatement(LIST)) {
                list.setString(1, eventId);
                list.setLong(2, wanted.after().map(Long::parseLong).orElse(Long.MAX_VALUE));
                list.setInt(3, wanted.limitAndOne());
                return wanted.cut(
                        versions(list.executeQuery()),
                        version -> Long.toString(version.version()),
                        EventVersion.Page::new);
            }
        });
    }

    private static List<EventVersion> versions(ResultSet rows) throws SQLException {
        List<EventVersion> versions = new ArrayList<>();
        while (rows.next()) {
            versions.add(new EventVersion(
                    rows.getLong("version"),
                    rows.getInt("modification_number"),
                    rows.getString("change"),
                    rows.getString("changed_by"),
                    rows.getObject("changed_at", OffsetDateTime.class).toInstant(),
                    rows.getInt("affected_vens"),
                    EventEntity.definition(rows.getString("definition"))));
        }
        return versions;
    }
}
