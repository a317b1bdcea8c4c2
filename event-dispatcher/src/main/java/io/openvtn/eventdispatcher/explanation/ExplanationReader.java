package io.openvtn.eventdispatcher.explanation;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.CertificateStatus;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.eventdispatcher.outcome.DeliveryReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** Gathers what explains a delivery. */
@ApplicationScoped
class ExplanationReader {

    private static final String FACTS = """
            select e.definition ->> 'marketContext' as market_context, e.cancelled, coalesce(e.ends_at <= :now, false) as over,
                coalesce(e.visible_from <= :now, true) as visible, x.fan_out <> 'done' as fanning_out,
                (select key from unnest(v.target_keys) key where key = any (x.included) limit 1) as included_by,
                (select key from unnest(v.target_keys) key where key = any (x.excluded) limit 1) as excluded_by,
                v.status, cast(v.record as text) as record, c.last_message, c.last_message_at, c.last_message_refused, c.last_error, c.last_error_at
            from event e join dispatch x using (event_id)
                left join ven v on v.ven_id = :venId left join ven_contact c on c.ven_id = :venId
            where event_id = :eventId
            """;

    private static final String REFUSALS = """
            select message, response_code, description, at from ven_refusal where ven_id = :venId order by at desc, message
            """;

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
        return session.createNativeQuery(FACTS, Tuple.class)
                .setParameter("now", now)
                .setParameter("venId", venId)
                .setParameter("eventId", eventId)
                .uniqueResultOptional()
                .map(row -> Explanation.of(facts(row, eventId, venId, now)));
    }

    private DeliveryFacts facts(Tuple row, String eventId, String venId, Instant now) {
        Optional<VenRecord> ven =
                Optional.ofNullable(row.get("record", String.class)).flatMap(ExplanationReader::read);
        return new DeliveryFacts(
                eventId,
                venId,
                row.get("market_context", String.class),
                row.get("cancelled", Boolean.class),
                row.get("over", Boolean.class),
                row.get("visible", Boolean.class),
                row.get("fanning_out", Boolean.class),
                deliveries.one(eventId, venId),
                Optional.ofNullable(row.get("included_by", String.class)),
                Optional.ofNullable(row.get("excluded_by", String.class)),
                Optional.ofNullable(row.get("status", String.class)),
                ven.map(VenRecord::registered).orElse(false),
                ven.map(record -> usableCertificates(record, now)).orElse(0L),
                ven.map(VenRecord::marketContexts).orElse(List.of()),
                said(row, "last_message"),
                Boolean.TRUE.equals(row.get("last_message_refused", Boolean.class)),
                said(row, "last_error"),
                refusals(venId));
    }

    private List<Explanation.RefusedMessage> refusals(String venId) {
        return session.createNativeQuery(REFUSALS, Tuple.class).setParameter("venId", venId).getResultList().stream()
                .map(row -> new Explanation.RefusedMessage(
                        row.get("message", String.class),
                        row.get("response_code", String.class),
                        row.get("description", String.class),
                        row.get("at", Instant.class)))
                .toList();
    }

    private static Optional<String> said(Tuple row, String column) {
        return Optional.ofNullable(row.get(column + "_at", Instant.class))
                .map(at -> "%s, at %s".formatted(row.get(column, String.class), at));
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
