package io.openvtn.eventdispatcher.explanation;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.eventdispatcher.delivery.DeliveryReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
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

/** Gathers what explains a delivery. */
@ApplicationScoped
class ExplanationReader {

    private static final String FACTS = """
            select e.definition ->> 'marketContext' as market_context, e.cancelled, coalesce(e.ends_at <= ?, false) as over,
                coalesce(e.visible_from <= ?, true) as visible,
                (select key from unnest(v.target_keys) key where key = any (e.included) limit 1) as included_by,
                (select key from unnest(v.target_keys) key where key = any (e.excluded) limit 1) as excluded_by,
                v.status, v.record, c.last_message, c.last_message_at, c.last_message_refused, c.last_error, c.last_error_at
            from event e left join ven v on v.ven_id = ? left join ven_contact c on c.ven_id = ?
            where e.event_id = ?
            """;

    private static final String REFUSALS =
            "select message, response_code, description, at from ven_refusal where ven_id = ? order by at desc, message";

    private final Session session;
    private final DeliveryReader deliveries;
    private final Clock clock;

    ExplanationReader(Session session, DeliveryReader deliveries, Clock clock) {
        this.session = session;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Empty if there is no such event. */
    @Transactional
    Optional<Explanation> explain(String eventId, String venId) {
        Instant now = clock.instant();
        return session.doReturningWork(connection -> {
            try (var facts = connection.prepareStatement(FACTS)) {
                facts.setObject(1, now.atOffset(ZoneOffset.UTC));
                facts.setObject(2, now.atOffset(ZoneOffset.UTC));
                facts.setString(3, venId);
                facts.setString(4, venId);
                facts.setString(5, eventId);
                ResultSet row = facts.executeQuery();
                return row.next() ? Optional.of(Explanation.of(facts(row, eventId, venId, now))) : Optional.empty();
            }
        });
    }

    private DeliveryFacts facts(ResultSet row, String eventId, String venId, Instant now) throws SQLException {
        Optional<VenRecord> ven = Optional.ofNullable(row.getString("record")).flatMap(ExplanationReader::read);
        return new DeliveryFacts(
                eventId,
                venId,
                row.getString("market_context"),
                row.getBoolean("cancelled"),
                row.getBoolean("over"),
                row.getBoolean("visible"),
                deliveries.one(eventId, venId),
                Optional.ofNullable(row.getString("included_by")),
                Optional.ofNullable(row.getString("excluded_by")),
                Optional.ofNullable(row.getString("status")),
                ven.map(VenRecord::registered).orElse(false),
                ven.map(record -> usableCertificates(record, now)).orElse(0L),
                ven.map(VenRecord::marketContexts).orElse(List.of()),
                said(row, "last_message"),
                row.getBoolean("last_message_refused"),
                said(row, "last_error"),
                refusals(row.getStatement().getConnection(), venId));
    }

    private static List<Explanation.RefusedMessage> refusals(Connection connection, String venId) throws SQLException {
        try (var query = connection.prepareStatement(REFUSALS)) {
            query.setString(1, venId);
            ResultSet rows = query.executeQuery();
            List<Explanation.RefusedMessage> refusals = new ArrayList<>();
            while (rows.next()) {
                refusals.add(new Explanation.RefusedMessage(
                        rows.getString("message"),
                        rows.getString("response_code"),
                        rows.getString("description"),
                        rows.getObject("at", OffsetDateTime.class).toInstant()));
            }
            return refusals;
        }
    }

    private static Optional<String> said(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column + "_at", OffsetDateTime.class);
        String text = row.getString(column);
        return Optional.ofNullable(at).map(moment -> "%s, at %s".formatted(text, moment.toInstant()));
    }

    private static long usableCertificates(VenRecord ven, Instant now) {
        return ven.bindings().stream()
                .filter(binding -> binding.status() == CertificateStatus.VALID)
                .filter(binding -> !now.isBefore(binding.notBefore()) && !now.isAfter(binding.notAfter()))
                .count();
    }

    private static Optional<VenRecord> read(String json) {
        try {
            return Optional.of(RecordCodec.read(json, VenRecord.class));
        } catch (MalformedRecordException e) {
            // Another version of the registry wrote it; the explanation goes on with what is known without it.
            return Optional.empty();
        }
    }
}
