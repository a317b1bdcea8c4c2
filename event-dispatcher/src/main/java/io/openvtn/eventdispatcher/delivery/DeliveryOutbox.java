package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.EventDelivery;
import io.openvtn.bus.contract.Topic;
import io.openvtn.bus.publishing.Adoption;
import io.openvtn.bus.publishing.Outbox;
import io.openvtn.bus.publishing.PublicationMarks;
import io.openvtn.bus.publishing.PublishedRows;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.hibernate.Session;

/** The topic deliveries: one record for each VEN that ever had an event. */
@ApplicationScoped
@Priority(10)
class DeliveryOutbox implements Outbox {

    /** One statement, so that a record shows one moment: the revision and the deliveries that it stands for. */
    private static final String PENDING = """
            select v.ven_id, v.revision, v.opt_ids, d.event_id, d.modification_number, d.acknowledged, d.cancelled
            from (select ven_id, revision, opt_ids from ven_deliveries where revision > published_revision
                  order by ven_id limit :most) v
            left join delivery d on d.ven_id = v.ven_id and d.listed
            order by v.ven_id, d.event_id
            """;

    private final Session session;
    private final DeliveryRecovery recovery;
    private final PublishedRows rows;

    DeliveryOutbox(Session session, DeliveryRecovery recovery, DataSource database) {
        this.session = session;
        this.recovery = recovery;
        // Rows of ven_deliveries are locked in the order of ven_id by everybody.
        this.rows = new PublishedRows(database, "ven_deliveries", "ven_id");
    }

    @Override
    public Topic topic() {
        return Topic.DELIVERIES;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public List<DeliveryRecord> pending(int limit) {
        Map<String, List<Tuple>> byVen =
                session.createNativeQuery(PENDING, Tuple.class).setParameter("most", limit).getResultList().stream()
                        .collect(Collectors.groupingBy(
                                row -> row.get("ven_id", String.class), LinkedHashMap::new, Collectors.toList()));
        List<DeliveryRecord> records = new ArrayList<>(byVen.size());
        byVen.forEach((venId, rows) -> records.add(record(venId, rows)));
        return records;
    }

    private static DeliveryRecord record(String venId, List<Tuple> rows) {
        Tuple first = rows.get(0);
        return new DeliveryRecord(
                venId,
                rows.stream()
                        .filter(row -> row.get("event_id") != null)
                        .map(DeliveryOutbox::event)
                        .toList(),
                List.of(first.get("opt_ids", String[].class)),
                first.get("revision", Long.class));
    }

    private static EventDelivery event(Tuple row) {
        return new EventDelivery(
                row.get("event_id", String.class),
                row.get("modification_number", Integer.class),
                row.get("acknowledged", Boolean.class),
                row.get("cancelled", Boolean.class));
    }

    @Override
    public Optional<Adoption<?>> adoption() {
        return Optional.of(new Adoption<>(DeliveryRecord.class, recovery::takeBack));
    }

    @Override
    public PublicationMarks marks() {
        return rows;
    }
}
