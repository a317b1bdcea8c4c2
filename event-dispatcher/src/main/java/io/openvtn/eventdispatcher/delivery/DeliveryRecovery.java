package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.DeliveryRecord;
import io.openvtn.bus.contract.EventDelivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * Takes deliveries back from the topic deliveries, after the database was restored to a moment before them. What VENs answered
 * comes back by itself: the topic ven-messages is read again from that moment on.
 */
@ApplicationScoped
class DeliveryRecovery {

    private static final String ENTER = """
            insert into ven_deliveries (ven_id, revision) values (:venId, :revision)
            on conflict (ven_id) do update set revision = greatest(ven_deliveries.revision, excluded.revision)
            """;

    private static final String UNLIST = "update delivery set listed = false where ven_id = :venId and listed"
            + " and not shared and event_id <> all (:eventIds)";

    private static final String TAKE_BACK = """
            insert into delivery (event_id, ven_id, modification_number, state, acknowledged, response_required, cancelled)
            values (:eventId, :venId, :modificationNumber, :state, :acknowledged,
                coalesce((select response_required from dispatch where event_id = :eventId), true), :cancelled)
            on conflict (event_id, ven_id) do update set listed = true, cancelled = excluded.cancelled,
                acknowledged = excluded.acknowledged, modification_number = excluded.modification_number,
                state = case when delivery.modification_number = excluded.modification_number then delivery.state
                    else excluded.state end
            where delivery.modification_number <= excluded.modification_number
            """;

    private final Session session;
    private final DispatchRepository dispatches;

    DeliveryRecovery(Session session, DispatchRepository dispatches) {
        this.session = session;
        this.dispatches = dispatches;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void takeBack(List<DeliveryRecord> records) {
        records.stream().sorted(Comparator.comparing(DeliveryRecord::venId)).forEach(this::takeBack);
        dispatches.count(records.stream()
                .flatMap(record -> record.events().stream())
                .map(EventDelivery::eventId)
                .collect(Collectors.toSet()));
    }

    private void takeBack(DeliveryRecord record) {
        session.createNativeMutationQuery(ENTER)
                .setParameter("venId", record.venId())
                .setParameter("revision", record.revision())
                .executeUpdate();
        String[] listed = record.events().stream().map(EventDelivery::eventId).toArray(String[]::new);
        session.createNativeMutationQuery(UNLIST)
                .setParameter("venId", record.venId())
                .setParameter("eventIds", listed, String[].class)
                .executeUpdate();
        for (EventDelivery delivery : record.events()) {
            session.createNativeMutationQuery(TAKE_BACK)
                    .setParameter("eventId", delivery.eventId())
                    .setParameter("venId", record.venId())
                    .setParameter("modificationNumber", delivery.modificationNumber())
                    .setParameter("state", delivery.acknowledged() ? "acknowledged" : "pending")
                    .setParameter("acknowledged", delivery.acknowledged())
                    .setParameter("cancelled", delivery.cancelled())
                    .executeUpdate();
        }
    }
}
