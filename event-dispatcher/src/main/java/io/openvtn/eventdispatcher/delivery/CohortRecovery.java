package io.openvtn.eventdispatcher.delivery;

import io.openvtn.bus.contract.CohortRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;

/**
 * Takes cohorts back from the topic cohorts, after the database was restored to a moment before them: with a delivery for each of
 * their VENs. Their events are back by then; who has acknowledged them is in the VENs' own records, which come after.
 */
@ApplicationScoped
class CohortRecovery {

    private static final String ENTER = """
            insert into cohort (cohort_id, event_id, ven_ids, opened, revision)
            values (:cohortId, :eventId, :venIds, true, :revision)
            on conflict (cohort_id) do update set ven_ids = excluded.ven_ids, opened = true,
                revision = greatest(cohort.revision, excluded.revision)
            """;
    private static final String UNSHARE = "update delivery d set " + Cohorts.UNSHARE + """
             from (select unnest(ven_ids) as ven_id from cohort where cohort_id = :cohortId) former
            where d.event_id = :eventId and d.ven_id = former.ven_id and d.shared and d.ven_id <> all (:venIds)
            """;
    private static final String SHARE = Cohorts.SHARE.formatted("unnest(cast(:venIds as text[])) ven_id");

    private final Session session;
    private final DispatchRepository dispatches;

    CohortRecovery(Session session, DispatchRepository dispatches) {
        this.session = session;
        this.dispatches = dispatches;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void takeBack(List<CohortRecord> records) {
        records.forEach(this::takeBack);
        dispatches.count(records.stream().map(CohortRecord::eventId).collect(Collectors.toSet()));
    }

    private void takeBack(CohortRecord record) {
        String[] venIds = record.venIds().toArray(String[]::new);
        session.createNativeMutationQuery(UNSHARE)
                .setParameter("cohortId", record.cohortId())
                .setParameter("eventId", record.eventId())
                .setParameter("venIds", venIds, String[].class)
                .executeUpdate();
        session.createNativeMutationQuery(ENTER)
                .setParameter("cohortId", record.cohortId())
                .setParameter("eventId", record.eventId())
                .setParameter("venIds", venIds, String[].class)
                .setParameter("revision", record.revision())
                .executeUpdate();
        session.createNativeMutationQuery(SHARE)
                .setParameter("eventId", record.eventId())
                .setParameter("venIds", venIds, String[].class)
                .executeUpdate();
    }
}
