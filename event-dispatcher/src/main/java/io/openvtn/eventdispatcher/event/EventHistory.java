package io.openvtn.eventdispatcher.event;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.logging.LogFields;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.eventdispatcher.delivery.TargetsFound;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.hibernate.Session;
import org.jboss.logging.Logger;

/** The versions of events: what each change made of them, who made it, and how many VENs it concerned. Needs a transaction. */
@ApplicationScoped
class EventHistory {

    private static final Logger LOG = Logger.getLogger(EventHistory.class);

    private static final String ADD = """
            insert into event_version (event_id, version, modification_number, change, changed_by, changed_at,
                affected_vens, definition) values (:eventId, :version, :modificationNumber, :change, :operator, :at,
                :vens, cast(:definition as jsonb))
            """;
    private static final String FOUND =
            "update event_version set affected_vens = :vens where event_id = :eventId and change = :created";
    private static final String LIST = """
            select version, modification_number, change, changed_by, changed_at, affected_vens,
                cast(definition as text) as definition
            from event_version where event_id = :eventId and version < :before order by version desc limit :most
            """;

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

        static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no change is called " + word));
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * Keeps the event as it is now.
     *
     * @param affectedVens empty if they are many and have yet to be found
     */
    void add(EventEntity event, Kind kind, int modificationNumber, OptionalInt affectedVens, Instant now) {
        session.createNativeMutationQuery(ADD)
                .setParameter("eventId", event.eventId())
                .setParameter("version", event.revision())
                .setParameter("modificationNumber", modificationNumber)
                .setParameter("change", kind.toString())
                .setParameter("operator", operator.getPrincipal().getName())
                .setParameter("at", now)
                .setParameter("vens", affectedVens.orElse(0))
                .setParameter("definition", RecordCodec.write(event.definition()))
                .executeUpdate();
        try (var about = LogFields.ofEvent(event.eventId())) {
            LOG.infof(
                    "event %s, modificationNumber %d: %s by %s, for %s VENs",
                    event.eventId(),
                    modificationNumber,
                    kind,
                    operator.getPrincipal().getName(),
                    affectedVens.isPresent() ? affectedVens.getAsInt() : "many");
        }
    }

    /** Of an event that was just created. */
    void found(@Observes TargetsFound targets) {
        session.createNativeMutationQuery(FOUND)
                .setParameter("eventId", targets.eventId())
                .setParameter("vens", targets.vens())
                .setParameter("created", Kind.CREATED.toString())
                .executeUpdate();
        try (var about = LogFields.ofEvent(targets.eventId())) {
            LOG.infof("event %s is for %d VENs", targets.eventId(), targets.vens());
        }
    }

    /** The newest first. */
    EventVersion.Page page(String eventId, PageRequest wanted) {
        List<EventVersion> versions = session
                .createNativeQuery(LIST, Tuple.class)
                .setParameter("eventId", eventId)
                .setParameter("before", wanted.after().map(Long::parseLong).orElse(Long.MAX_VALUE))
                .setParameter("most", wanted.limitAndOne())
                .getResultList()
                .stream()
                .map(EventHistory::version)
                .toList();
        return wanted.cut(versions, version -> Long.toString(version.version()), EventVersion.Page::new);
    }

    private static EventVersion version(Tuple row) {
        return new EventVersion(
                row.get("version", Long.class),
                row.get("modification_number", Integer.class),
                Kind.of(row.get("change", String.class)),
                row.get("changed_by", String.class),
                row.get("changed_at", Instant.class),
                row.get("affected_vens", Integer.class),
                EventEntity.definition(row.get("definition", String.class)));
    }
}
