package io.openvtn.eventdispatcher.targeting;

import io.openvtn.bus.contract.VenRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;

/** The table ven. Its methods need a transaction. */
@ApplicationScoped
class VenReadModel {

    private static final String KNOWN = """
            insert into ven (ven_id, status, groups, resources, market_contexts, revision) values (?, ?, ?, ?, ?, ?)
            on conflict (ven_id) do update set status = excluded.status, groups = excluded.groups,
                resources = excluded.resources, market_contexts = excluded.market_contexts, revision = excluded.revision
            where ven.revision < excluded.revision
            """;
    private static final String GONE = "delete from ven where ven_id = ?";

    private static final String UNKNOWN_VENS = """
            select id from unnest(?::text[]) id
            where not exists (select from ven where ven_id = id and status <> 'RETIRED')
            """;
    private static final String UNKNOWN_GROUPS = """
            select id from unnest(?::text[]) id
            where not exists (select from ven where groups @> array[id] and status <> 'RETIRED')
            """;
    private static final String UNKNOWN_RESOURCES = """
            select id from unnest(?::text[]) id
            where not exists (select from ven where resources @> array[id] and status <> 'RETIRED')
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
        known.setArray(3, array(connection, ven.groups()));
        known.setArray(4, array(connection, ven.resources()));
        known.setArray(5, array(connection, ven.marketContexts()));
        known.setLong(6, ven.revision());
        known.addBatch();
    }

    Set<String> unknownVens(List<String> venIds) {
        return unknown(UNKNOWN_VENS, venIds);
    }

    /** Groups that no VEN is in. */
    Set<String> unknownGroups(List<String> groupIds) {
        return unknown(UNKNOWN_GROUPS, groupIds);
    }

    /** Resources that no VEN has. */
    Set<String> unknownResources(List<String> resourceIds) {
        return unknown(UNKNOWN_RESOURCES, resourceIds);
    }

    private Set<String> unknown(String query, List<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return session.doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(query)) {
                statement.setArray(1, array(connection, ids));
                return ids(statement.executeQuery());
            }
        });
    }

    private static Set<String> ids(ResultSet rows) throws SQLException {
        Set<String> ids = new HashSet<>();
        while (rows.next()) {
            ids.add(rows.getString(1));
        }
        return ids;
    }

    private static Array array(Connection connection, List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
