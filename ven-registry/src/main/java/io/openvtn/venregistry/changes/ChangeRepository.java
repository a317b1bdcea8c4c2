package io.openvtn.venregistry.changes;

import io.openvtn.bus.codec.MalformedRecordException;
import io.openvtn.bus.codec.RecordCodec;
import io.openvtn.bus.operator.PageRequest;
import io.openvtn.venregistry.job.JobTable;
import io.openvtn.venregistry.ven.ManyVens.Outcome;
import io.openvtn.venregistry.ven.VenSelection;
import io.openvtn.venregistry.ven.VenState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The tables ven_change and ven_change_row. Its methods need a transaction. */
@ApplicationScoped
class ChangeRepository {

    private static final long WORKING = 7_140_392_018_558L;
    private static final int LONGEST_HISTORY = 100;

    private static final String SELECT = """
            insert into ven_change_row (change_id, ven_id)
            select cast(:changeId as text), ven_id from ven where status <> 'RETIRED' and %s
            """;

    private static final String SELECT_CHANGED = """
            insert into ven_change_row (change_id, ven_id)
            select cast(:changeId as text), ven_id from ven_change_row
            where change_id = :undone and altered and (:all or ven_id in
                (select venId from unnest(cast(:venIds as text[])) as chosen (venId)))
            """;

    private static final String NEXT = """
            select row.ven_id, cast(undone.before as text) as before, cast(undone.after as text) as after, undone.request_id
            from ven_change_row row
            left join ven_change_row undone on undone.change_id = :undone and undone.ven_id = row.ven_id
            where row.change_id = :changeId and row.ven_id > :after order by row.ven_id limit :limit
            """;

    private static final String NOTE = """
            update ven_change_row row set before = came.before, after = came.after, request_id = came."requestId",
                altered = came.altered, refusal = came.refusal
            from jsonb_to_recordset(cast(:rows as jsonb)) as came
                ("venId" text, before jsonb, after jsonb, "requestId" text, altered boolean, refusal text)
            where row.change_id = :changeId and row.ven_id = came."venId"
            """;

    private static final String PAGE = """
            select ven_id, cast(before as text) as before, cast(after as text) as after, request_id, refusal
            from ven_change_row
            where change_id = :changeId and ven_id > :after and (not :refused or refusal is not null)
            order by ven_id limit :limit
            """;

    private static final String HISTORY = """
            select change_id, finished_at, created_at, created_by, undoes, reason,
                cast(before as text) as before, cast(after as text) as after, request_id
            from ven_change_row join ven_change using (change_id)
            where ven_id = :venId and altered and not dry_run
            order by created_at desc, change_id desc limit :limit
            """;

    private final Session session;
    private final JobTable<ChangeEntity> jobs;

    ChangeRepository(Session session) {
        this.session = session;
        this.jobs = new JobTable<>(session, ChangeEntity.class, "changeId", WORKING);
    }

    /**
     * A VEN of a change.
     *
     * @param before as the change that is taken back found it; empty if none is
     */
    record Row(String venId, Optional<VenState> before, Optional<VenState> after, Optional<String> requestId) {}

    JobTable<ChangeEntity> jobs() {
        return jobs;
    }

    /** Notes the VENs that a change is about; how many. */
    int select(String changeId, VenSelection selection) {
        session.flush();
        return selection
                .set(session.createNativeMutationQuery(SELECT.formatted(selection.sql())))
                .setParameter("changeId", changeId)
                .executeUpdate();
    }

    /**
     * Notes those of the VENs that another change has changed; how many.
     *
     * @param venIds empty for all
     */
    int selectChanged(String changeId, String undone, Collection<String> venIds) {
        session.flush();
        return session.createNativeMutationQuery(SELECT_CHANGED)
                .setParameter("changeId", changeId)
                .setParameter("undone", undone)
                .setParameter("all", venIds.isEmpty())
                .setParameter("venIds", venIds.toArray(String[]::new), String[].class)
                .executeUpdate();
    }

    /** Rows in the order of venID, as they are to be worked on. */
    List<Row> rows(ChangeEntity change, int limit) {
        return session
                .createNativeQuery(NEXT, Tuple.class)
                .setParameter("changeId", change.changeId)
                .setParameter("undone", change.undoes, String.class)
                .setParameter("after", change.doneTo)
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(row -> new Row(
                        row.get("ven_id", String.class),
                        state(row, "before"),
                        state(row, "after"),
                        text(row, "request_id")))
                .toList();
    }

    void note(String changeId, List<Outcome> outcomes) {
        record Came(
                String venId,
                VenState before,
                Optional<VenState> after,
                Optional<String> requestId,
                boolean altered,
                Optional<String> refusal) {}
        List<Came> rows = outcomes.stream()
                .map(one -> new Came(
                        one.venId(),
                        one.before(),
                        Optional.of(one.after()).filter(after -> !after.equals(one.before())),
                        one.request(),
                        one.isChange(),
                        one.refusal()))
                .toList();
        session.createNativeMutationQuery(NOTE)
                .setParameter("changeId", changeId)
                .setParameter("rows", RecordCodec.writeWithoutNul(rows))
                .executeUpdate();
    }

    List<ChangedVen> page(String changeId, boolean refused, PageRequest page) {
        return session
                .createNativeQuery(PAGE, Tuple.class)
                .setParameter("changeId", changeId)
                .setParameter("after", page.from())
                .setParameter("refused", refused)
                .setParameter("limit", page.limitAndOne())
                .getResultList()
                .stream()
                .map(row -> new ChangedVen(
                        row.get("ven_id", String.class),
                        state(row, "before"),
                        state(row, "after"),
                        text(row, "request_id"),
                        text(row, "refusal")))
                .toList();
    }

    /** What changes have made of a VEN, the last ones, newest first. */
    List<ChangedVen.Entry> history(String venId) {
        return history(venId, LONGEST_HISTORY);
    }

    List<ChangedVen.Entry> history(String venId, int limit) {
        return session
                .createNativeQuery(HISTORY, Tuple.class)
                .setParameter("venId", venId)
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(row -> new ChangedVen.Entry(
                        row.get("change_id", String.class),
                        row.get("created_at", Instant.class),
                        row.get("created_by", String.class),
                        text(row, "undoes"),
                        text(row, "reason"),
                        state(row, "before"),
                        state(row, "after"),
                        text(row, "request_id")))
                .toList();
    }

    void forgetBefore(Instant latest) {
        session.createNativeMutationQuery("delete from ven_change_row where change_id in"
                        + " (select change_id from ven_change where finished_at < :latest)")
                .setParameter("latest", latest)
                .executeUpdate();
        session.createNativeMutationQuery("delete from ven_change where finished_at < :latest")
                .setParameter("latest", latest)
                .executeUpdate();
    }

    private static Optional<String> text(Tuple row, String column) {
        return Optional.ofNullable(row.get(column, String.class));
    }

    private static Optional<VenState> state(Tuple row, String column) {
        @Nullable String json = row.get(column, String.class);
        try {
            return json == null ? Optional.empty() : Optional.of(RecordCodec.read(json, VenState.class));
        } catch (MalformedRecordException e) {
            throw new IllegalStateException("the database holds a row that was not written here", e);
        }
    }
}
