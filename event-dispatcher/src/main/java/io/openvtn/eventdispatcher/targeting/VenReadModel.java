package io.openvtn.eventdispatcher.targeting;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.Resource;
import io.openvtn.bus.contract.VenRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.Session;

/** The table ven. Its methods need a transaction. */
@ApplicationScoped
class VenReadModel {

    private static final String KNOWN = """
            insert into ven (ven_id, status, target_keys, capacity_kw, record, revision)
            select "venId", status, "targetKeys", "capacityKw", record, revision
            from jsonb_to_recordset(cast(:vens as jsonb)) as n("venId" text, status text, "targetKeys" text[],
                "capacityKw" double precision, record jsonb, revision bigint)
            order by "venId"
            on conflict (ven_id) do update set status = excluded.status, target_keys = excluded.target_keys,
                capacity_kw = excluded.capacity_kw, record = excluded.record, revision = excluded.revision
            where ven.revision < excluded.revision
            """;
    private static final String GONE = "delete from ven where ven_id = any (:venIds)";
    private static final String UNKNOWN = """
            select key from unnest(cast(:keys as text[])) key
            where not exists (select from ven where target_keys @> array[key] and status <> 'RETIRED')
            """;

    private final Session session;

    VenReadModel(Session session) {
        this.session = session;
    }

    /** A row of the table. */
    private record Row(
            String venId,
            String status,
            List<String> targetKeys,
            Optional<Double> capacityKw,
            @JsonRawValue String record,
            long revision) {

        static Row of(VenChange.Known known) {
            VenRecord ven = known.ven();
            return new Row(
                    ven.venId(), ven.status().name(), TargetKeys.of(ven), capacity(ven), known.json(), ven.revision());
        }

        Row or(Row other) {
            return other.revision > revision ? other : this;
        }
    }

    /**
     * Keeps what the batch says in its order, as a VEN may be gone and known again within one batch.
     *
     * @return the venIDs that are known by it
     */
    Set<String> apply(List<VenChange> changes) {
        Set<String> gone = new TreeSet<>();
        Map<String, Row> known = new TreeMap<>();
        for (VenChange change : changes) {
            change.toldTo(ven -> known.merge(ven.ven().venId(), Row.of(ven), Row::or), venId -> {
                gone.add(venId);
                known.remove(venId);
            });
        }
        if (!gone.isEmpty()) {
            session.createNativeMutationQuery(GONE)
                    .setParameter("venIds", gone.toArray(String[]::new), String[].class)
                    .executeUpdate();
        }
        if (!known.isEmpty()) {
            session.createNativeMutationQuery(KNOWN)
                    .setParameter("vens", RecordCodec.writeWithoutNul(known.values()))
                    .executeUpdate();
        }
        return known.keySet();
    }

    /** What is known of it, in kW. */
    private static Optional<Double> capacity(VenRecord ven) {
        return ven.resources().stream()
                .map(Resource::capacityKw)
                .flatMap(Optional::stream)
                .reduce(Double::sum);
    }

    /** Those that no VEN has. */
    Set<String> unknown(List<String> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(session.createNativeQuery(UNKNOWN, String.class)
                .setParameter("keys", keys.toArray(String[]::new), String[].class)
                .getResultList());
    }
}
