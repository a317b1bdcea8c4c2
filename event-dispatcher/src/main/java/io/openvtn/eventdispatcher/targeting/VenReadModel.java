package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.contract.VenRecord;
import io.openvtn.bus.contract.VenResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;

/** The table ven. Its methods need a transaction. */
@ApplicationScoped
class VenReadModel {

    private static final String KNOWN = """
            insert into ven (ven_id, status, target_keys, capacity_kw, record, revision) values (?, ?, ?, ?, ?::jsonb, ?)
            on conflict (ven_id) do update set status = excluded.status, target_keys = excluded.target_keys,
                capacity_kw = excluded.capacity_kw, record = excluded.record, revision = excluded.revision
            where ven.revision < excluded.revision
            """;
    private static final String GONE = "delete from ven where ven_id = ?";
    private static final String UNKNOWN = """
            select key from unnest(?::text[]) key
            where not exists (select from ven where target_keys @> array[key] and status <> 'RETIRED')
            """;

    private final Session session;

    VenReadModel(Session session) {
        this.session = session;
    }

    /** Keeps what the batch says, record by record, as a VEN may be gone and known again within one batch. */
    void apply(List<VenChange> changes) {
        session.doWork(connection -> {
            try (var known = connection.prepareStatement(KNOWN);
                    var gone = connection.prepareStatement(GONE)) {
                for (VenChange change : changes) {
                    if (change instanceof VenChange.Known ven) {
                        addKnown(connection, known, ven.ven());
                    } else if (change instanceof VenChange.Gone ven) {
                        known.executeBatch();
                        gone.setString(1, ven.venId());
                        gone.executeUpdate();
                    }
                }
                known.executeBatch();
            }
        });
    }

    private static void addKnown(Connection connection, PreparedStatement known, VenRecord ven) throws SQLException {
        known.setString(1, ven.venId());
        known.setString(2, ven.status().name());
        known.setArray(3, connection.createArrayOf("text", TargetKeys.of(ven).toArray()));
        known.setObject(4, capacity(ven).orElse(null), Types.DOUBLE);
        // PostgreSQL keeps no NUL in jsonb
        known.setString(5, RecordCodec.write(ven).replace("\\u0000", ""));
        known.setLong(6, ven.revision());
        known.addBatch();
    }

    /** What is known of it, in kW. */
    private static Optional<Double> capacity(VenRecord ven) {
        return ven.resourceDetails().stream()
                .map(VenResource::capacityKw)
                .flatMap(Optional::stream)
                .reduce(Double::sum);
    }

    /** Those that no VEN has. */
    Set<String> unknown(List<String> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return session.doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(UNKNOWN)) {
                statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
                var rows = statement.executeQuery();
                Set<String> unknown = new HashSet<>();
                while (rows.next()) {
                    unknown.add(rows.getString(1));
                }
                return unknown;
            }
        });
    }
}
