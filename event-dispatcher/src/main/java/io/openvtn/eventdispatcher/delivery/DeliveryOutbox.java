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
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.Session;

/** The topic deliveries: one record for each VEN that ever had an event. */
@ApplicationScoped
@Priority(10)
class DeliveryOutbox implements Outbox {

    /** Twice as many as vtn-api takes of a VEN: a record has to stay small whatever comes. */
    private static final int MOST_OPTS = 200;

    /** One statement, so that a record shows one moment: the revision and the deliveries that it stands for. */
    private static final String PENDING = """
            select v.ven_id, v.revision, d.event_id, d.modification_number, d.acknowledged, d.cancelled,
                array(select opt_id from opt o where o.ven_id = v.ven_id order by created_at desc, opt_id limit %d) as opt_ids
            from (select ven_id, revision from ven_deliveries where revision > published_revision
                  order by ven_id limit ?) v
            left join delivery d on d.ven_id = v.ven_id and d.listed
            order by v.ven_id, d.event_id
            """.formatted(MOST_OPTS);

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
        return session.doReturningWork(connection -> {
            try (var pending = connection.prepareStatement(PENDING)) {
                pending.setInt(1, limit);
                return records(pending.executeQuery());
            }
        });
    }

    private static List<DeliveryRecord> records(ResultSet rows) throws SQLException {
        List<DeliveryRecord> records = new ArrayList<>();
        List<EventDelivery> events = new ArrayList<>();
        List<String> optIds = List.of();
        String venId = "";
        long revision = 0;
        while (rows.next()) {
            if (!rows.getString("ven_id").equals(venId)) {
                addRecord(records, venId, events, optIds, revision);
                venId = rows.getString("ven_id");
                revision = rows.getLong("revision");
                optIds = List.of((String[]) rows.getArray("opt_ids").getArray());
                events.clear();
            }
            if (rows.getString("event_id") != null) {
                events.add(new EventDelivery(
                        rows.getString("event_id"),
                        rows.getInt("modification_number"),
                        rows.getBoolean("acknowledged"),
                        rows.getBoolean("cancelled")));
            }
        }
        addRecord(records, venId, events, optIds, revision);
        return records;
    }

    private static void addRecord(
            List<DeliveryRecord> records,
            String venId,
            List<EventDelivery> events,
            List<String> optIds,
            long revision) {
        if (revision > 0) {
            records.add(new DeliveryRecord(venId, events, optIds, revision));
        }
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
