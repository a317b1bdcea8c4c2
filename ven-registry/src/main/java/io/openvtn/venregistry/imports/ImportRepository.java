package io.openvtn.venregistry.imports;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.operator.FieldErrors.Violation;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.venregistry.job.JobTable;
import io.openvtn.venregistry.ven.NewVen;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The tables ven_import and ven_import_row. Its methods need a transaction. */
@ApplicationScoped
class ImportRepository {

    private static final long WORKING = 7_140_392_018_557L;

    private static final String ADD = """
            insert into ven_import_row (import_id, line, ven_name, ven, violations)
            select :importId, line, "venName", ven, violations
            from jsonb_to_recordset(cast(:rows as jsonb)) as read (line int, "venName" text, ven jsonb, violations jsonb)
            """;

    private static final String NEXT = """
            select line, cast(ven as text) as ven, cast(violations as text) as violations from ven_import_row
            where import_id = :importId and line > :after order by line limit :limit
            """;

    private static final String PAGE = """
            select line, ven_name, ven_id, cast(violations as text) as violations from ven_import_row
            where import_id = :importId and line > :after and (not :refused or violations <> '[]')
            order by line limit :limit
            """;

    private static final String REFUSE = """
            update ven_import_row row set violations = bad.violations
            from jsonb_to_recordset(cast(:rows as jsonb)) as bad (line int, violations jsonb)
            where row.import_id = :importId and row.line = bad.line
            """;

    private static final String MAKE = """
            update ven_import_row row set ven_id = made."venId", ven = null
            from jsonb_to_recordset(cast(:rows as jsonb)) as made (line int, "venId" text)
            where row.import_id = :importId and row.line = made.line
            """;

    private final Session session;
    private final JobTable<ImportEntity> jobs;

    ImportRepository(Session session) {
        this.session = session;
        this.jobs = new JobTable<>(session, ImportEntity.class, "importId", WORKING);
    }

    /** What came of a row. */
    record Made(int line, String venId) {}

    /** What stands against a row. */
    record Refused(int line, List<Violation> violations) {}

    JobTable<ImportEntity> jobs() {
        return jobs;
    }

    void addRows(String importId, List<ImportRow> rows) {
        session.createNativeMutationQuery(ADD)
                .setParameter("importId", importId)
                .setParameter("rows", RecordCodec.writeWithoutNul(rows))
                .executeUpdate();
    }

    /** Rows in the order of their lines, as they are to be worked on. */
    List<ImportRow> rows(String importId, int after, int limit) {
        return session
                .createNativeQuery(NEXT, Tuple.class)
                .setParameter("importId", importId)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(row -> new ImportRow(
                        row.get("line", Integer.class),
                        Optional.empty(),
                        Optional.ofNullable(row.get("ven", String.class)).map(json -> read(json, NewVen.class)),
                        violations(row)))
                .toList();
    }

    List<RowView> page(String importId, boolean refused, PageRequest page) {
        return session
                .createNativeQuery(PAGE, Tuple.class)
                .setParameter("importId", importId)
                .setParameter("after", page.after().map(Long::valueOf).orElse(0L))
                .setParameter("refused", refused)
                .setParameter("limit", page.limitAndOne())
                .getResultList()
                .stream()
                .map(row -> new RowView(
                        row.get("line", Integer.class),
                        Optional.ofNullable(row.get("ven_name", String.class)),
                        Optional.ofNullable(row.get("ven_id", String.class)),
                        violations(row)))
                .toList();
    }

    void refuse(String importId, List<Refused> refused) {
        if (!refused.isEmpty()) {
            session.createNativeMutationQuery(REFUSE)
                    .setParameter("importId", importId)
                    .setParameter("rows", RecordCodec.writeWithoutNul(refused))
                    .executeUpdate();
        }
    }

    void made(String importId, List<Made> made) {
        session.createNativeMutationQuery(MAKE)
                .setParameter("importId", importId)
                .setParameter("rows", RecordCodec.write(made))
                .executeUpdate();
    }

    /** How many were forgotten. */
    int forgetBefore(Instant latest) {
        session.createNativeMutationQuery("delete from ven_import_row where import_id in"
                        + " (select import_id from ven_import where finished_at < :latest)")
                .setParameter("latest", latest)
                .executeUpdate();
        return session.createNativeMutationQuery("delete from ven_import where finished_at < :latest")
                .setParameter("latest", latest)
                .executeUpdate();
    }

    private static List<Violation> violations(Tuple row) {
        return List.of(read(row.get("violations", String.class), Violation[].class));
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return RecordCodec.read(json, type);
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("the database holds a row that was not written here", e);
        }
    }
}
