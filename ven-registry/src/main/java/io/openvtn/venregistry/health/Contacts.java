package io.openvtn.venregistry.health;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenContacts.Contact;
import io.openvtn.bus.contract.VenMessage.MessageRefused;
import io.openvtn.venregistry.ven.VenColumn;
import io.openvtn.venregistry.ven.VenCondition;
import io.openvtn.venregistry.ven.VenHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/**
 * The table ven_contact: when each VEN was heard of, and what of it was refused. Apart from the table ven, as it is written all the time
 * and nothing of it is published. Its methods need a transaction; a repeat changes nothing.
 */
@ApplicationScoped
class Contacts implements VenHealth {

    private static final int LONGEST = 1_000;

    private static final String SEEN = """
            update ven_contact contact set first_seen = coalesce(contact.first_seen, heard.at), last_seen = heard.at,
                silent_after = heard.at + make_interval(secs => 3 * heard.poll_frequency_seconds + :every)
            from (select held.ven_id, told.at, ven.poll_frequency_seconds
                  from (select key as ven_id, cast(value as timestamptz) as at
                        from jsonb_each_text(cast(:latest as jsonb))) told
                  join ven using (ven_id) join ven_contact held using (ven_id)
                  where held.last_seen is null or held.last_seen < told.at order by held.ven_id for update of held) heard
            where contact.ven_id = heard.ven_id
            """;

    private static final String SAID = """
            update ven_contact contact set clock_skew_millis = coalesce(said."clockSkewMillis", contact.clock_skew_millis),
                software = coalesce(said.software, contact.software)
            from (select held.ven_id, told."clockSkewMillis", told.software
                  from jsonb_to_recordset(cast(:said as jsonb))
                      as told ("venId" text, "clockSkewMillis" bigint, software text)
                  join ven_contact held on held.ven_id = told."venId" order by held.ven_id for update of held) said
            where contact.ven_id = said.ven_id
            """;

    private static final String REFUSED = """
            update ven_contact set refusals = refusals + 1,
                transport_errors = transport_errors + case when cast(:httpStatus as int) is null then 0 else 1 end,
                refused_at = :at, refused_message = :message, refused_code = :code,
                refused_http_status = cast(:httpStatus as int), refused_description = :description
            where ven_id = :venId and (refused_at is null or refused_at < :at)
            """;

    private static final String HEARD = """
            select ven_id, first_seen, last_seen, silent_after > :now as online, clock_skew_millis, software
            from unnest(cast(:venIds as text[])) as wanted (ven_id) join ven_contact using (ven_id)
            where last_seen is not null
            """;

    private static final String REFUSALS = """
            select refusals, transport_errors, refused_at, refused_message, refused_code, refused_http_status,
                refused_description
            from ven_contact
            where ven_id = :venId and refusals > 0
            """;

    private final Session session;
    private final HealthConfig config;
    private final Clock clock;

    Contacts(Session session, HealthConfig config, Clock clock) {
        this.session = session;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Messages of a VEN that had no effect.
     *
     * @param count since the VEN was made, at least: of one that goes on sending the same, not each is told
     * @param transportErrors how many of them were answered with an HTTP error
     */
    record Refusals(long count, long transportErrors, RefusedMessage last) {}

    @Override
    public void seen(Map<String, Instant> latest) {
        session.createNativeMutationQuery(SEEN)
                .setParameter("latest", RecordCodec.writeWithoutNul(latest))
                .setParameter("every", config.seenEvery().toSeconds())
                .executeUpdate();
    }

    /**
     * What a VEN has said of itself.
     *
     * @param clockSkewMillis how far its clock is ahead
     */
    record Said(String venId, Optional<Long> clockSkewMillis, Optional<String> software) {

        static Said of(Contact contact) {
            return new Said(contact.venId(), contact.clockSkew().map(Duration::toMillis), contact.software());
        }

        boolean isSomething() {
            return clockSkewMillis.isPresent() || software.isPresent();
        }

        Said after(Said earlier) {
            return new Said(venId, clockSkewMillis.or(earlier::clockSkewMillis), software.or(earlier::software));
        }
    }

    /** Keeps it, in place of what each said before; a VEN is in it once. */
    void said(Collection<Said> said) {
        session.createNativeMutationQuery(SAID)
                .setParameter("said", RecordCodec.writeWithoutNul(said))
                .executeUpdate();
    }

    @Override
    public void refused(MessageRefused message) {
        session.createNativeMutationQuery(REFUSED)
                .setParameter("venId", message.venId())
                .setParameter("at", message.at())
                .setParameter("message", storable(message.message()))
                .setParameter("code", storable(message.responseCode()))
                .setParameter("httpStatus", message.httpStatus().orElse(null), Integer.class)
                .setParameter("description", storable(message.description()))
                .executeUpdate();
    }

    @Override
    public Map<String, Heard> heard(Collection<String> venIds) {
        Map<String, Heard> heard = new HashMap<>();
        for (Tuple row : session.createNativeQuery(HEARD, Tuple.class)
                .setParameter("venIds", venIds.toArray(String[]::new), String[].class)
                .setParameter("now", clock.instant())
                .getResultList()) {
            heard.put(
                    row.get("ven_id", String.class),
                    new Heard(
                            row.get("first_seen", Instant.class),
                            row.get("last_seen", Instant.class),
                            row.get("online", Boolean.class),
                            Optional.ofNullable(row.get("clock_skew_millis", Long.class))
                                    .map(Duration::ofMillis),
                            Optional.ofNullable(row.get("software", String.class))));
        }
        return heard;
    }

    @Override
    public VenCondition online(boolean online) {
        String sql = "ven_id in (select contact.ven_id from ven_contact contact where contact.silent_after %s :now)";
        return new VenCondition(sql.formatted(online ? ">" : "<="), "now", clock.instant());
    }

    @Override
    public VenCondition withSoftware(String software) {
        return new VenCondition(
                "ven_id in (select contact.ven_id from ven_contact contact where contact.software = :software)",
                "software",
                software);
    }

    @Override
    public VenColumn lastSeen() {
        return new VenColumn(
                "join (select ven_id as seen_ven_id, coalesce(last_seen, timestamptz 'epoch') as seen_at from ven_contact) seen"
                        + " on seen_ven_id = ven.ven_id",
                "seen_at",
                VenColumn.Type.TIME);
    }

    /** Empty if nothing of the VEN was refused. */
    Optional<Refusals> refusals(String venId) {
        return session.createNativeQuery(REFUSALS, Tuple.class)
                .setParameter("venId", venId)
                .uniqueResultOptional()
                .map(row -> new Refusals(
                        row.get("refusals", Long.class),
                        row.get("transport_errors", Long.class),
                        new RefusedMessage(
                                row.get("refused_message", String.class),
                                row.get("refused_code", String.class),
                                Optional.ofNullable(row.get("refused_http_status", Integer.class)),
                                row.get("refused_description", String.class),
                                row.get("refused_at", Instant.class))));
    }

    /** PostgreSQL's text holds no NUL. */
    private static String storable(String text) {
        String kept = text.replace("\0", "");
        return kept.substring(0, Math.min(kept.length(), LONGEST));
    }
}
